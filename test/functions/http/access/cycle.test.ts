import { comparing } from './compared.ts'

comparing('cycle')

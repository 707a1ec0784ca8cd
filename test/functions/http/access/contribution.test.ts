import { comparing } from './compared.ts'

comparing('contribution')

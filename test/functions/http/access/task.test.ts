import { comparing } from './compared.ts'

comparing('task')

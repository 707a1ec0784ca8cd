import { memoryTable } from '../../../local/memory/table.ts'
import { tableContract } from '../../contracts/table.contract.ts'

tableContract('memory', () => ({ table: memoryTable(), close() {} }))

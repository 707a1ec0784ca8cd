/** Copies of all that an office on one machine keeps: which there are, and one more now. */
import { BackupsView, BackupView } from '../../domain/backupView.ts'
import { type Route, route } from './route.ts'

export const backupsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/backups',
    operationId: 'listBackups',
    summary: 'Các bản sao lưu của cơ quan chạy trên một máy, mới nhất trước; ở nơi khác thì here là false',
    may: 'backup.read',
    answer: BackupsView,
    handle: async (_, { backups }) => ({
      body: backups ? { here: true, place: backups.place, items: await backups.list() } : { here: false, items: [] },
    }),
  }),
  route({
    method: 'POST',
    path: '/api/backups',
    operationId: 'makeBackup',
    summary: 'Sao lưu ngay: một bản nguyên vẹn, mở và kiểm tra được như dữ liệu gốc; trả lời khi đã xong',
    may: 'backup.make',
    answer: BackupView,
    handle: async (_, { backups }) => (backups ? { body: await backups.make() } : { code: 'no-backups-here' }),
  }),
]

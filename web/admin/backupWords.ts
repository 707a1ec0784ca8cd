/** Words of the page of copies. */
const vi = {
  note: 'Mỗi đêm, lúc 01:00 hoặc ngay khi máy chạy lại, hệ thống sao lưu toàn bộ dữ liệu và giữ 14 bản gần nhất. Bản sao chứa mọi dữ liệu: giữ cẩn thận như dữ liệu gốc, và cất một số bản ở nơi khác.',
  place: (place: string) => `Nơi đặt trên máy chủ: ${place}`,
  elsewhere:
    'Ở đây không sao lưu từ trang này. Bản dùng thử không có dữ liệu của cơ quan; trên AWS, dữ liệu được giữ để khôi phục về bất kỳ thời điểm nào trong 35 ngày (point-in-time recovery).',
  make: 'Sao lưu ngay',
  made: (name: string, size: string) => `Đã sao lưu: bản ${name}, ${size} MB.`,
  none: 'Chưa có bản sao nào.',
  name: 'Bản sao',
  at: 'Lúc',
  size: 'Dung lượng',
  megabytes: (size: string) => `${size} MB`,
  restore: 'Khôi phục một bản sao',
  steps: [
    'Dừng hệ thống.',
    'Kiểm tra bản sao: npm run -s dondoc -- verify --data BẢN-SAO',
    'Đổi tên thư mục dữ liệu hiện nay để giữ lại, rồi chép thư mục bản sao vào chỗ của nó.',
    'Khởi động lại. Các lượt nhắc việc của những ngày đã qua tự chạy bù; thư đã gửi sau bản sao có thể được gửi lại.',
  ],
}

const en: typeof vi = {
  note: 'Every night at 01:00, or as soon after as the machine runs, all data is copied; the latest 14 copies are kept. A copy has everything in it: keep it as carefully as the data, and take some out of the building.',
  place: (place) => `Where they are on the server: ${place}`,
  elsewhere:
    'Copies are not made from this page here. A demo has no data of an office; on AWS the data can be restored to any moment of the last 35 days (point-in-time recovery).',
  make: 'Make a copy now',
  made: (name, size) => `Copied: ${name}, ${size} MB.`,
  none: 'There is no copy yet.',
  name: 'Copy',
  at: 'Made at',
  size: 'Size',
  megabytes: (size) => `${size} MB`,
  restore: 'Restoring a copy',
  steps: [
    'Stop the system.',
    'Check the copy: npm run -s dondoc -- verify --data COPY',
    'Rename the folder of the data, to keep it, and put the copy in its place.',
    'Start again. The rounds of the days between are caught up with; letters sent after the copy may be sent again.',
  ],
}

export const backupWords = { vi, en }

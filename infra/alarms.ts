/**
 * Every alarm: what rings, and who is hurt while nobody answers it. The sentence goes out with the alarm, and the id is
 * the place in docs/runbook.md that says what is seen, why, and what to do.
 */
export const alarms = {
  'round-not-run': {
    title: 'Lượt nhắc việc hôm nay chưa xong',
    hurt: 'Không cơ quan nào nhận được thư nhắc việc hôm nay; các kỳ đến ngày chưa được mở.',
  },
  'entries-failed': {
    title: 'Lượt nhắc việc còn việc chưa làm được',
    hurt: 'Một số kỳ chưa được mở, một số việc chưa được nhắc hôm nay; lượt ngày mai làm tiếp.',
  },
  'round-not-started': {
    title: 'Không khởi động được lượt nhắc việc',
    hurt: 'Bộ lịch không gọi được quy trình: hôm nay có thể không cơ quan nào nhận được thư nhắc việc.',
  },
  'nobody-looked': {
    title: 'Việc kiểm tra hằng ngày không chạy',
    hurt: 'Không ai biết lượt nhắc việc, các đợt công tác và niêm phong có còn đúng hay không.',
  },
  'letters-not-sent': {
    title: 'Có thư nhắc việc hoặc thư niêm phong không gửi được',
    hurt: 'Một số cơ quan không biết việc của mình sắp đến hạn hoặc đã quá hạn, hoặc người phụ trách kiểm tra chưa có mã niêm phong để giữ ngoài hệ thống.',
  },
  'letters-refused': {
    title: 'Có hộp thư từ chối nhận thư nhắc việc hoặc thư niêm phong',
    hurt: 'Cơ quan có hộp thư ấy không nhận được nhắc việc, người phụ trách kiểm tra không nhận được mã niêm phong, cho tới khi văn phòng sửa địa chỉ.',
  },
  'letters-in-the-outbox': {
    title: 'Thư nhắc việc nằm lại ở trang Thư đi',
    hurt: 'Không thư nào ra khỏi hệ thống: các cơ quan chỉ biết việc của mình khi tự mở trang.',
  },
  'letters-bounced': {
    title: 'Có thư bị máy chủ nơi nhận trả lại',
    hurt: 'Cơ quan có hộp thư hỏng không nhận được nhắc việc; quá nhiều thư trả lại thì SES ngừng gửi cho mọi cơ quan.',
  },
  'letters-complained': {
    title: 'Có người báo thư nhắc việc là thư rác',
    hurt: 'Người báo không nhận thư nữa; nhiều lần báo thì SES ngừng gửi cho mọi cơ quan.',
  },
  'execution-failed': {
    title: 'Có lượt chạy quy trình bị lỗi, quá giờ hoặc bị dừng',
    hurt: 'Một đợt báo cáo, đánh giá hoặc kế hoạch dừng lại cho tới lượt nhắc việc kế tiếp; cơ quan chờ ở đợt ấy chưa được hỏi.',
  },
  'execution-past-290-days': {
    title: 'Có lượt chạy quy trình đã từ 290 ngày trở lên',
    hurt: 'Lượt chạy ấy đáng lẽ đã chuyển sang lượt kế tiếp; đợt công tác ấy có thể đứng yên tới khi quy trình hết hạn ở ngày thứ 303, và các cơ quan đang chờ ở đó không được hỏi tiếp.',
  },
  'cycle-without-execution': {
    title: 'Có đợt công tác đang mở mà không quy trình nào chạy',
    hurt: 'Đợt ấy đứng yên: không cơ quan nào được hỏi báo cáo, không ai được nhắc tổng hợp.',
  },
  'outcome-not-recorded': {
    title: 'Có lượt chạy lỗi chưa ghi được vào hồ sơ',
    hurt: 'Trang của đợt công tác chưa cho thấy vì sao nó dừng; người theo dõi không biết để xử lý.',
  },
  'seal-missing': {
    title: 'Có ngày chưa được niêm phong',
    hurt: 'Nhật ký của ngày ấy chưa chứng minh được là không ai sửa, khi thanh tra hỏi đến.',
  },
  'table-reads-throttled': {
    title: 'Bảng dữ liệu từ chối đọc vì quá tải',
    hurt: 'Người dùng chờ lâu hoặc gặp thông báo hệ thống bận; lượt nhắc việc chậm lại.',
  },
  'table-writes-throttled': {
    title: 'Bảng dữ liệu từ chối ghi vì quá tải',
    hurt: 'Người nộp kết quả gặp thông báo hệ thống bận; lượt nhắc việc chậm lại.',
  },
  'functions-throttled': {
    title: 'Lambda từ chối chạy vì hết mức đồng thời',
    hurt: 'Người dùng gặp thông báo lỗi; các bước quy trình phải chạy lại nhiều lần.',
  },
  'workflows-throttled': {
    title: 'Step Functions từ chối chuyển bước vì quá mức',
    hurt: 'Các đợt công tác và lượt nhắc việc đi chậm lại; thư có thể ra muộn trong buổi sáng.',
  },
  'api-errors': {
    title: 'Trang làm việc trả lời lỗi',
    hurt: 'Người đang nộp kết quả hoặc duyệt việc gặp lỗi hệ thống và phải làm lại.',
  },
  'api-slow': {
    title: 'Trang làm việc trả lời chậm',
    hurt: 'Mỗi lần bấm phải chờ vài giây; người dùng tưởng hỏng và bấm lại.',
  },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly hurt: string }>>

export type AlarmId = keyof typeof alarms

/** Why a file cannot be read as a document, and what its owner can do about it. */
import * as z from 'zod/mini'

export const Unreadable = z.enum(['scan', 'old-word', 'sheet', 'picture', 'old-font', 'encoding', 'damaged', 'empty'])
export type Unreadable = z.infer<typeof Unreadable>

/** What was wanted, what was found, what to do. */
export const unreadableWritten: Readonly<Record<Unreadable, string>> = {
  scan: 'Cần tệp PDF có chữ; tệp này chỉ có ảnh chụp (bản quét) nên không đọc được nội dung. Hãy giữ bản quét làm bản gốc có dấu, và đưa vào bản .docx hoặc PDF xuất từ máy soạn thảo.',
  'old-word':
    'Cần tệp .docx, .txt hoặc PDF có chữ; tệp này là Word kiểu cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) .docx rồi đưa vào lại.',
  sheet:
    'Cần tệp .docx, .txt hoặc PDF có chữ; tệp này là bảng tính Excel. Hãy lưu phần văn bản thành .docx hoặc .txt; phụ lục dạng bảng tính thì nhập ở mục phụ lục.',
  picture:
    'Cần tệp .docx, .txt hoặc PDF có chữ; tệp này là ảnh. Hãy giữ ảnh làm bản chụp, và đưa vào bản .docx hoặc PDF xuất từ máy soạn thảo.',
  'old-font':
    'Cần văn bản dùng mã Unicode; văn bản này gõ bằng phông cũ (VNI hoặc TCVN3/ABC) nên chữ bị sai. Hãy chuyển mã sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi đưa vào lại.',
  encoding:
    'Cần tệp .txt theo mã Unicode (UTF-8 hoặc UTF-16); tệp này theo mã khác hoặc không phải văn bản. Hãy mở tệp, chọn Lưu thành với mã UTF-8 rồi đưa vào lại.',
  damaged:
    'Tệp phải mở được và đúng loại như tên ghi; tệp này bị hỏng hoặc được đặt mật khẩu. Hãy lưu lại từ bản gốc rồi đưa vào lại.',
  empty: 'Văn bản phải có chữ; tệp này trống. Hãy kiểm tra lại tệp.',
}

/**
 * Whether a text was typed in a font of before Unicode: TCVN3 writes "§¶ng céng s¶n", VNI "Ñaûng coäng saûn". Such a text
 * holds their letters in most words and hardly one that Unicode has for Vietnamese alone.
 */
export function isOldFont(text: string): boolean {
  const sample = text.slice(0, 20_000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const own = sample.match(/[\u1ea0-\u1ef9ăâđêôơưĂÂĐÊÔƠƯ]/g)?.length ?? 0
  const tcvn3 = sample.match(/[®§µ¸¶·¹»¾¼½©ªÞ¬­](?=\p{L}|\s)|(?<=\p{L})[®µ¸¶·¹»¾¼½]/gu)?.length ?? 0
  const vni = sample.match(/[aeouAEOU][ùøûõïäàáåãêëéèüúöæ]|[ñÑ](?=[aeiouAEIOU])/g)?.length ?? 0
  return (tcvn3 + vni) * 20 > letters && tcvn3 + vni > own * 4
}

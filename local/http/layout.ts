/** What every page has around its content. */
import { type Html, html } from './html.ts'

export type Page = Html

export function page(title: string, content: Html): Page {
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} - Đôn đốc</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung chính</a>
<header class="bar"><a href="/">Đôn đốc</a></header>
<main id="noi-dung" tabindex="-1">
${content}
</main>
</body>
</html>
`
}

/** Says what happened, and where to go. */
export function errorPage(status: number, sentence: string): Page {
  const title = titles[status] ?? 'Không xem được'
  return page(
    title,
    html`<h1>${title}</h1>
<p>${sentence}</p>
<p><a href="/">Về trang đầu</a></p>`,
  )
}

const titles: { readonly [status: number]: string } = {
  400: 'Đường dẫn không còn đúng',
  404: 'Không tìm thấy trang',
  405: 'Không nhận thao tác này',
  421: 'Địa chỉ không đúng',
  500: 'Có lỗi',
}

/** What a visitor to a demo must know before any figure. */
export function demoNote(illustration: string | undefined): Html {
  return html`<aside class="note" aria-label="Lưu ý về bản dùng thử">
<p><strong>Đây là bản dùng thử.</strong> Ngày tháng theo đồng hồ mô phỏng; kết quả và thư ở đây do chạy thử mà có, không phải việc đã xảy ra.
${illustration === undefined ? undefined : html`Nhiệm vụ, sản phẩm và thời hạn theo “${illustration}” là <strong>minh họa</strong>, không phải văn bản thật.`}
Không thông tin nào rời khỏi máy này: thư chỉ nằm trong hộp thư đi dưới đây.</p>
</aside>`
}

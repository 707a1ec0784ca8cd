/** Words of the page that searches everything. */
const vi = {
  title: 'Tìm kiếm',
  note: 'Tìm trong nhiệm vụ, mục và ý của văn bản, cơ quan, tài liệu minh chứng của mọi chương trình. Gõ có dấu hay không dấu đều được.',
  label: 'Từ cần tìm, hoặc số hiệu',
  find: 'Tìm',
  found: (count: string) => `Tìm thấy ${count} kết quả.`,
  most: (count: string) => `Chỉ hiện ${count} kết quả đầu của mỗi chương trình: đề nghị gõ thêm từ.`,
  none: (words: string) => `Không có kết quả cho “${words}”. Có thể bớt từ, hoặc gõ không dấu.`,
  kinds: {
    assignment: 'Nhiệm vụ',
    clause: 'Mục, ý của văn bản',
    agency: 'Cơ quan',
    evidence: 'Tài liệu minh chứng',
  },
}

const en: typeof vi = {
  title: 'Search',
  note: 'Searches the tasks, the clauses of the documents, the agencies and the evidence of every programme, with or without diacritics.',
  label: 'Words or a number to look for',
  find: 'Search',
  found: (count) => `${count} found.`,
  most: (count) => `Only the first ${count} of each programme are shown: add a word.`,
  none: (words) => `Nothing was found for “${words}”. Try fewer words, or no diacritics.`,
  kinds: {
    assignment: 'Tasks',
    clause: 'Clauses of the documents',
    agency: 'Agencies',
    evidence: 'Evidence',
  },
}

export const findWords = { vi, en }

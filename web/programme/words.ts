/** Words of the page of a programme's document. */
const vi = {
  title: 'Văn bản chương trình',
  whole: 'Xem trong toàn văn',
  about: 'Chữ gạch chân là một ý được theo dõi: bấm vào để xem các nhiệm vụ từ ý ấy.',
  none: 'Chương trình này được đưa vào thực hiện mà chưa kèm toàn văn của văn bản.',
  tasksOf: (place: string) => `Nhiệm vụ từ ${place}`,
  noTask: 'Chưa có nhiệm vụ nào từ ý này.',
  allTasks: (count: number) => `Xem cả ${count} nhiệm vụ`,
  choose: 'Chọn một ý trong văn bản để xem các nhiệm vụ từ ý ấy.',
  questions: 'Chỗ văn bản chưa rõ',
  toThisPlace: (place: string) => `${place}: xem các nhiệm vụ`,
}

const en: typeof vi = {
  title: 'The document of the programme',
  whole: 'See it in the whole document',
  about: 'Underlined words are a clause that is followed: choose it to see the tasks that come from it.',
  none: 'This programme was launched without the text of its document.',
  tasksOf: (place) => `Tasks from ${place}`,
  noTask: 'No task comes from this clause yet.',
  allTasks: (count) => `See all ${count} tasks`,
  choose: 'Choose a clause in the document to see the tasks that come from it.',
  questions: 'Where the document is unclear',
  toThisPlace: (place) => `${place}: see the tasks`,
}

export const programmeWords = { vi, en }

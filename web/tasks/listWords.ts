/** The words of the list of tasks that its filters say. */
const vi = {
  savedFilters: 'Bộ lọc đã lưu',
  saveFilter: 'Lưu bộ lọc',
  filterName: 'Tên bộ lọc',
  nothingToSave: 'Chọn điều kiện lọc trước, rồi lưu lại dưới một tên.',
  dropSaved: (name: string) => `Xóa bộ lọc ${name}`,
  anyFollower: 'Ai theo dõi cũng được',
  followedByMe: 'Việc tôi theo dõi, phụ trách',
  follower: 'Người theo dõi, phụ trách',
}

const en: typeof vi = {
  savedFilters: 'Saved filters',
  saveFilter: 'Save the filter',
  filterName: 'Name of the filter',
  nothingToSave: 'Choose something first, then save it under a name.',
  dropSaved: (name) => `Delete filter ${name}`,
  anyFollower: 'Whoever follows it',
  followedByMe: 'What I follow',
  follower: 'Followed by',
}

export const listWords = { vi, en }

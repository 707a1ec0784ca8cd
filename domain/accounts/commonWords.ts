/**
 * What the commonest passwords are made of, folded: the words of the lists of what was found in stolen stores that are
 * long enough to count here once figures are put about them, what Vietnamese offices take, and this product's own.
 */
export const commonWords: readonly string[] = [
  ...['password', 'passw0rd', 'matkhau', 'mk', 'pass', 'admin', 'administrator', 'quantri', 'quantrivien', 'root'],
  ...['user', 'nguoidung', 'guest', 'khach', 'test', 'demo', 'default', 'macdinh', 'welcome', 'xinchao', 'hello'],
  ...['login', 'dangnhap', 'letmein', 'changeme', 'doimatkhau', 'secret', 'bimat', 'master', 'system', 'hethong'],
  ...['iloveyou', 'anhyeuem', 'emyeuanh', 'yeuem', 'yeuanh', 'tinhyeu', 'khongbiet', 'khongcopass', 'quenmatkhau'],
  ...['sunshine', 'princess', 'football', 'bongda', 'baseball', 'dragon', 'monkey', 'superman', 'batman', 'shadow'],
  ...['qwerty', 'qwertyuiop', 'asdfgh', 'asdfghjkl', 'zxcvbn', 'zxcvbnm', 'qazwsx', 'abc', 'abcd', 'abcdef', 'aaa'],
  ...['vietnam', 'saigon', 'hanoi', 'danang', 'cantho', 'haiphong', 'hochiminh', 'tphcm', 'hcm', 'thanhpho', 'bacho'],
  ...['dondoc', 'vanphong', 'thanhuy', 'uyban', 'ubnd', 'ubndtp', 'ubndtphcm', 'coquan', 'donvi', 'phuongxa', 'quan'],
  ...['vanthu', 'chuyenvien', 'lanhdao', 'chutich', 'bithu', 'giamdoc', 'truongphong', 'soyte', 'sotaichinh'],
  ...['nguyen', 'tran', 'anhem', 'giadinh', 'congty', 'vip', 'pro', 'baomat', 'antoan', 'internet', 'computer'],
  ...['maytinh', 'windows', 'google', 'facebook', 'zalo', 'samsung', 'iphone', 'nokia', 'mobifone', 'viettel'],
]

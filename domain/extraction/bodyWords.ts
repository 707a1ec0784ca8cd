/** The words that names of bodies are made of, and those that end one. */
import { wordList } from './tokens.ts'

/** Begins a name wherever it stands. */
export const surely = wordList(
  'ủy ban nhân dân | ủy ban mặt trận tổ quốc | ủy ban kiểm tra | ủy ban dân tộc | ủy ban quốc gia | ủy ban an toàn giao thông | ủy ban bầu cử',
  'ủy ban thường vụ | ủy ban thường vụ quốc hội | ủy ban tư pháp | ubnd | ubmttq | ubkt | ubmttqvn | hđnd | hội đồng nhân dân',
  'thường trực tỉnh ủy | thường trực thành ủy | thường trực huyện ủy | thường trực hội đồng nhân dân | thường trực hđnd',
  'tỉnh ủy | thành ủy | quận ủy | huyện ủy | thị ủy | đảng ủy | cấp ủy | cấp ủy đảng | chi ủy | đảng bộ | chi bộ | đảng đoàn | ban cán sự đảng | ban cán sự',
  'ban thường vụ | ban chấp hành | ban tuyên giáo | ban dân vận | ban tổ chức tỉnh ủy | ban tổ chức thành ủy | ban nội chính | ban kinh tế',
  'ban chỉ đạo | ban quản lý | ban thi đua - khen thưởng | ban an toàn giao thông | ban dân tộc | ban giám đốc | ban giám hiệu | ban tôn giáo',
  'ban chỉ huy quân sự | bộ chỉ huy quân sự | bộ tư lệnh | bộ chỉ huy bộ đội biên phòng | bộ đội biên phòng | bộ chỉ huy | ban chỉ huy',
  'sở y tế | sở tài chính | sở nội vụ | sở tư pháp | sở công thương | sở xây dựng | sở giao thông vận tải | sở kế hoạch và đầu tư',
  'sở giáo dục và đào tạo | sở tài nguyên và môi trường | sở khoa học và công nghệ',
  'sở thông tin và truyền thông | sở ngoại vụ | sở du lịch | sở quy hoạch - kiến trúc | sở cảnh sát',
  'văn phòng chính phủ | văn phòng ủy ban nhân dân | văn phòng ubnd | văn phòng tỉnh ủy | văn phòng thành ủy | văn phòng hđnd | văn phòng bộ',
  'văn phòng đoàn đại biểu quốc hội | văn phòng huyện ủy | văn phòng hội đồng nhân dân | văn phòng điều phối',
  'mặt trận tổ quốc | mặt trận | mttq | liên đoàn lao động | hội liên hiệp phụ nữ | hội nông dân | hội cựu chiến binh | hội chữ thập đỏ | tỉnh đoàn | thành đoàn | huyện đoàn | quận đoàn | thị đoàn | đoàn khối',
  'đoàn thanh niên | đoàn thanh niên cộng sản hồ chí minh | hội đồng phối hợp | hội đồng thi đua | hội đồng tuyển sinh | hội khuyến học | hội người cao tuổi',
  'đài phát thanh | đài truyền hình | đài phát thanh và truyền hình | đài phát thanh - truyền hình | đài tiếng nói | thông tấn xã | báo nhân dân | đài truyền thanh',
  'công an tỉnh | công an thành phố | công an huyện | công an các | công an quận | công an | tòa án nhân dân | viện kiểm sát nhân dân | viện kiểm sát | tòa án',
  'ngân hàng nhà nước | ngân hàng chính sách xã hội | kho bạc nhà nước | bảo hiểm xã hội tỉnh | bảo hiểm xã hội thành phố | bảo hiểm xã hội việt nam | cục thuế | cục thống kê | cục hải quan',
  'thanh tra tỉnh | thanh tra thành phố | thanh tra chính phủ | thanh tra nhà nước | thanh tra bộ | thanh tra huyện | kiểm toán nhà nước',
  'các cơ quan báo chí | các cơ quan thông tin đại chúng | các cơ quan thông tấn | cơ quan thông tin đại chúng | cơ quan thường trực | cơ quan chuyên môn',
  'người đứng đầu | thủ trưởng | thủ tướng chính phủ | thủ tướng | bộ trưởng | thứ trưởng | chánh văn phòng | chánh thanh tra | giám đốc | tổng giám đốc | chủ nhiệm',
  'cục trưởng | vụ trưởng | tổng cục trưởng | trưởng ban | trưởng phòng | bí thư | phó bí thư | phó chủ tịch | chủ tịch | chỉ huy trưởng | hiệu trưởng | viện trưởng',
  'chủ tịch ủy ban nhân dân | chủ tịch ubnd | chủ tịch hội đồng quản trị | chủ tịch hội đồng thành viên | phó thủ tướng | trưởng các | lãnh đạo các | lãnh đạo bộ | lãnh đạo sở',
  'thủ trưởng các cơ quan | thủ trưởng các đơn vị | chánh án | tổng biên tập | đồng chí | các đồng chí | tổ công tác | tổ giúp việc | tổ biên tập',
  'phòng tài chính | phòng nội vụ | phòng giáo dục | phòng y tế | phòng lao động | phòng tư pháp | phòng kinh tế | phòng nông nghiệp | phòng văn hóa | phòng tài nguyên',
  'các tổ chức chính trị - xã hội | các đoàn thể | đoàn thể | các tổ chức đoàn thể | các hội | các hội đoàn thể | các doanh nghiệp | các địa phương | các sở | các ban | các bộ | các ngành | các cấp',
  'các cấp ủy | các cấp ủy đảng | các cơ quan | các đơn vị | các phòng | các trường | các quận | các huyện | các xã | các tổ chức đảng | các chi bộ | các đảng bộ | các tập đoàn | các tổng công ty',
  'các vụ | các cục | các tổng cục | các viện | các trung tâm | các bệnh viện | các chủ đầu tư | các cơ sở | các chi cục | các tỉnh | các cơ quan đơn vị | các nhà máy | các hiệp hội | các hội quần chúng',
  'sở, ban | sở, ngành | sở ngành | sở - ngành | sở ban ngành | bộ, ngành | bộ ngành | ban, ngành | ban ngành | mỗi cơ quan | từng cơ quan | từng đơn vị | cấp ủy, tổ chức đảng',
  'cấp ủy, chính quyền | cấp ủy đảng, chính quyền | chính quyền các cấp | chính quyền địa phương | toàn đảng bộ | toàn hệ thống chính trị | cả hệ thống chính trị',
  'ủy ban nhân dân cấp | mặt trận tổ quốc việt nam | liên hiệp các hội | liên minh hợp tác xã | hiệp hội doanh nghiệp | chi cục',
)

/** Begins a name where it is written with a capital, or where a name in capitals follows it. */
export const maybe = wordList(
  'sở | bộ | ban | vụ | cục | tổng cục | viện | trường | đài | báo | hội | đoàn | quỹ | phòng | văn phòng | trung tâm | bệnh viện | công ty',
  'tổng công ty | tập đoàn | ngân hàng | kho bạc | thanh tra | hải quan | học viện | đại học | chi cục | liên đoàn | hiệp hội | hội đồng | ủy ban | tổ',
  'quân khu | bộ tư lệnh | xí nghiệp | nhà xuất bản | cơ quan | đơn vị | quận | huyện | thị xã | xã | phường | tỉnh | thành phố | cảng | cảng vụ | chính phủ | quốc hội',
  'bảo hiểm xã hội | lực lượng | tổ chức | đảng bộ | chính quyền | doanh nghiệp | lãnh đạo | cảnh sát | tạp chí | nhà máy | khu | bưu điện | viễn thông | điện lực | kiểm lâm',
)

/** Names of what a body is for, in which small letters stand and words that elsewhere end a name. */
export const fields = wordList(
  'giáo dục và đào tạo | giáo dục - đào tạo | kế hoạch và đầu tư | kế hoạch - đầu tư | tài nguyên và môi trường | tài nguyên - môi trường | khoa học và công nghệ | khoa học - công nghệ',
  'lao động - thương binh và xã hội | lao động, thương binh và xã hội | lao động thương binh và xã hội | lao động tb&xh | nông nghiệp và phát triển nông thôn | nông nghiệp và ptnt | nông nghiệp & ptnt | nông nghiệp và môi trường',
  'thông tin và truyền thông | thông tin - truyền thông | văn hóa, thể thao và du lịch | văn hóa - thể thao và du lịch | văn hóa và thể thao | văn hóa, thể thao | văn hóa thể thao và du lịch | văn hóa - thể thao | văn hóa thông tin | văn hóa - thông tin',
  'giao thông vận tải | giao thông công chánh | công thương | xây dựng | tài chính | nội vụ | tư pháp | y tế | ngoại vụ | ngoại giao | công an | quốc phòng | du lịch | dân tộc | quy hoạch - kiến trúc | quy hoạch kiến trúc',
  'kế hoạch | pháp chế | tổ chức cán bộ | hợp tác quốc tế | xuất nhập khẩu | thị trường trong nước | thị trường ngoài nước | công nghiệp nhẹ | công nghiệp nặng | năng lượng | thương mại miền núi',
  'chính sách thương mại đa biên | xúc tiến thương mại | xúc tiến đầu tư | quản lý thị trường | quản lý cạnh tranh | hóa chất | thi đua - khen thưởng | thi đua khen thưởng | thi đua, khen thưởng | thi đua và khen thưởng',
  'tổ chức | tuyên giáo | dân vận | tuyên giáo và dân vận | nội chính | kiểm tra | tổ chức - cán bộ | quản lý các khu công nghiệp | quản lý các khu chế xuất và công nghiệp | quản lý khu kinh tế | quản lý dự án | chỉ đạo | chỉ huy quân sự',
  'phòng, chống lụt bão | phòng, chống ma túy | phòng, chống aids | phòng, chống hiv/aids | phòng, chống tệ nạn | phòng, chống tệ nạn ma túy, mại dâm | phòng, chống aids và phòng, chống tệ nạn ma túy, mại dâm | phòng chống thiên tai | phòng, chống thiên tai | phòng, chống dịch | phòng, chống tội phạm | phòng chống lụt bão | tìm kiếm cứu nạn | phòng, chống thiên tai và tìm kiếm cứu nạn | tai nạn thương tích',
  'phòng, chống tham nhũng | phòng chống tham nhũng | cải cách hành chính | kiểm soát thủ tục hành chính | giám định | đăng kiểm | phòng cháy chữa cháy | cảnh sát phòng cháy và chữa cháy | tài chính - kế hoạch | tài chính kế hoạch',
  'giáo dục đào tạo | dân số - kế hoạch hóa gia đình | an toàn thực phẩm | an toàn vệ sinh thực phẩm | bảo vệ thực vật | thú y | thủy lợi | lâm nghiệp | kiểm lâm | trồng trọt | chăn nuôi | thủy sản | bảo vệ môi trường | quản lý đất đai',
  'việc làm | dạy nghề | bảo trợ xã hội | người có công | bảo hiểm xã hội | khám, chữa bệnh | y tế dự phòng | thuế | hải quan | thống kê | dự trữ nhà nước | kho bạc nhà nước | nhà nước | chính sách xã hội | phát triển nông thôn | đường bộ',
)

/** Small words that still belong to the name before them. */
export const qualifiers = wordList(
  'thành phố | tỉnh | huyện | quận | thị xã | xã | phường | thị trấn | trung ương | các cấp | cấp tỉnh | cấp huyện | cấp xã | cùng cấp | cấp trên | cấp dưới | địa phương | ở địa phương | nhân dân | việt nam',
  'trực thuộc | thuộc | thuộc thành phố | thuộc tỉnh | thuộc bộ | thuộc sở | có liên quan | liên quan | hữu quan | chức năng | chuyên môn | nhà nước | trên địa bàn | trên địa bàn thành phố | trên địa bàn tỉnh | trên địa bàn huyện',
  'đảng | đoàn thể | chính trị - xã hội | chính trị xã hội | xã hội - nghề nghiệp | xã hội nghề nghiệp | chính trị | hành chính | sự nghiệp | ngang bộ | thuộc chính phủ | quản lý nhà nước | quản lý ngành | quản lý chương trình mục tiêu quốc gia | quản lý chuyên ngành | khác | khác có liên quan',
  'ngành | các ngành | ban | sở | đơn vị | cơ quan | tổ chức | tổ chức đảng | tổ chức chính trị | tổ chức xã hội | tổ chức đoàn thể | doanh nghiệp | nhà nước | kinh tế | trực thuộc trung ương | trực thuộc bộ | của tỉnh | của thành phố | của bộ | của huyện',
  'tổng giám đốc | giám đốc | chủ tịch | bí thư | thủ trưởng | phó | chính quyền | mặt trận | quần chúng | hội | cấp ủy | cán bộ | đảng viên | lực lượng vũ trang | hợp tác xã | tại địa phương | trong tỉnh | trong thành phố | trong bộ | trong ngành | toàn tỉnh | có nhiều | nơi có',
  'báo chí | thông tin đại chúng | truyền thông | thông tấn | quận, huyện | quận - huyện | quận huyện | khu công nghiệp | chủ đầu tư | phường - xã | phường, xã | xã, phường | đại biểu | tổng công ty | công ty | tập đoàn | tài chính | trường học | y tế | các',
  'trung học phổ thông | trung học cơ sở | tiểu học | mầm non | thpt | thcs | trường học | học | giáo dục | kinh doanh | sản xuất | dự án | đoàn | vụ | cục | viện | trường | phòng | bộ | ban ngành | ban, ngành | lãnh đạo các | và các | hội đồng quản trị | hội đồng thành viên | được phân công | phụ trách | cơ sở | vũ trang | thành viên | thành viên ban chỉ đạo | đóng trên địa bàn | của đảng | và đầu tư | ngoài nước',
  'trong nước | nước ngoài | tại nước ngoài | dân cử | khối | đại học | cao đẳng | nghề | phổ thông | kho bạc | kinh tế nhà nước | nhà thầu | tư vấn | ngân hàng | tín dụng',
)

/** Small words that end a name: what is done begins here. */
export const verbs = wordList(
  'chủ trì | chủ động | phối hợp | có trách nhiệm | chịu trách nhiệm | có nhiệm vụ | có | tổ chức | xây dựng | triển khai | thực hiện | tiến hành | tiếp tục | tăng cường | đẩy mạnh | chỉ đạo | lãnh đạo',
  'hướng dẫn | căn cứ | tham mưu | khẩn trương | nghiêm túc | kịp thời | thường xuyên | định kỳ | hàng | hằng | báo cáo | rà soát | nghiên cứu | đề xuất | kiểm tra | thanh tra | giám sát | theo dõi | đôn đốc',
  'theo | trên cơ sở | để | nhằm | trong | từ | tại | trước | sau | được | phải | cần | là | đã | sẽ | đang | bố trí | cân đối | hỗ trợ | phát huy | vận động | tuyên truyền | phổ biến | quán triệt | lập | ban hành',
  'trình | thẩm định | phê duyệt | tổng hợp | cung cấp | đảm bảo | bảo đảm | nâng cao | tập trung | ưu tiên | quản lý | xử lý | giải quyết | làm | cùng | với | đưa | mở | ký | phát động | đánh giá | sơ kết | tổng kết',
  'thông báo | công bố | đăng tải | giúp | giao | yêu cầu | đề nghị | chỉ thị | khi | nếu | tùy | dựa | vào | về | đối với | gửi | nộp | thống nhất | thành lập | củng cố | kiện toàn | phân công | quan tâm | chú trọng | huy động',
  'lồng ghép | rút | nhanh chóng | sớm | tích cực | quyết liệt | thống kê | cập nhật | duy trì | khai thác | sử dụng | đầu tư | phát triển | cải cách | đổi mới | phân tích | tư vấn | tạo | bổ sung | sửa đổi | điều chỉnh',
  'hoàn thiện | hoàn thành | soạn thảo | dự thảo | tiếp nhận | tháo gỡ | khảo sát | đào tạo | bồi dưỡng | tập huấn | kêu gọi | mời | xác định | quy định | bảo vệ | phòng | chống | ngăn chặn | tuần tra | niêm yết | vận hành',
  'biên soạn | xem xét | quyết định | cử | họp | nắm | dự báo | đấu tranh | điều tra | truy tố | xét xử | thông qua | đảm nhiệm | phụ trách | không | cũng | đều | nêu | như | bằng | mà | do | hoặc | dưới | đến | qua | khuyến khích',
  'rà | trực tiếp | tự | chấp hành | phân bổ | bám sát | nắm chắc | đăng ký | xin | cấp | chỉ | mỗi | từng | nhất là | trong đó | đặc biệt | bao gồm | gồm | nơi | cho | tham gia | thi hành | kiến nghị | tham khảo | tính toán',
  'hợp tác | gắn | coi | kiểm soát | giữ | hạn chế | giảm | mở rộng | thu | chi | chuyển | chuẩn bị | đồng thời | trên | thông tin | tuyệt đối | triệt để | kiên quyết | nghiêm cấm | nghiêm | xét | lựa chọn | biểu dương | khen thưởng',
  'tăng | biên tập | đơn giản | rút ngắn | khôi phục | sẵn sàng | cam kết | vận dụng | lắp đặt | sửa chữa | mua | phát hành | kê khai | cập | khẩn | truyền thông về | đăng | dành | áp dụng | công khai | ứng dụng | chấm dứt | đình chỉ | thu gom | thu hút | quy hoạch | giải phóng | cải thiện | tái | nhân rộng | sưu tầm | viết | tìm | đầu mối | xem | đổi | thay | ủng hộ | đóng góp | vay | kết nối | liên hệ | liên kết | phản ánh | rút | trồng | nuôi | bảo tồn | phục hồi | tập hợp | chấm | kết hợp | phát hiện | mở | tổng rà soát | tổng kiểm tra | phân | soát',
)

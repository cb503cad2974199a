// Addresses and names of places, and what they may and may not be taken for.

import Diagnostics
import Testing

@testable import Segmentation

@Suite struct AddressReaderTests {
    /// A text with its area, province and city: `?` several are possible, `-` only the province is named, `·` no place
    /// is.
    struct Example: Sendable, CustomTestStringConvertible {
        var text: String
        var expected: String

        init(_ text: String, _ expected: String) {
            self.text = text
            self.expected = expected
        }

        var testDescription: String { text }
    }

    @Test(arguments: examples)
    func `a text gives the place it names and no other`(_ example: Example) {
        let reading = AddressReader().reading(of: example.text)
        let found = GeographyLevel.allCases.map { level in
            Self.name(reading.verdict(at: level, in: .china), level)
        }
        #expect(found.joined(separator: " ") == example.expected)
    }

    @Test func `no text crashes the reader`() {
        let parts = [
            "广东", "省", "市", "路", "区", "南京", "a", "'", "@", ".", "1", " ", "，", "Xi", "吉林", "\u{301}", "👍", "大", "北",
            "道",
        ]
        var number: UInt64 = 1
        var unsorted = 0
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<(number >> 33) % 9 {
                number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += parts[Int((number >> 33) % UInt64(parts.count))]
            }
            number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let reading = AddressReader().reading(of: text)
            if reading.candidates != reading.candidates.sorted() { unsorted += 1 }
        }
        #expect(unsorted == 0)
    }

    private static func name(_ verdict: PlaceReading.Verdict, _ level: GeographyLevel) -> String {
        let table = PlaceTable.china
        switch verdict {
        case .known(let place):
            switch level {
            case .area: return table.areas[place].chinese
            case .province: return table.provinces[place].short
            case .city: return table.cities[place].short
            }
        case .ambiguous: return "?"
        case .tooCoarse: return "-"
        case .nothing: return "·"
        }
    }

    static let examples = [
        Example("广东省", "华南 广东 -"),
        Example("广东", "华南 广东 -"),
        Example("Guangdong", "华南 广东 -"),
        Example("广州", "华南 广东 广州"),
        Example("广州市", "华南 广东 广州"),
        Example("广东省广州市天河区中山大道100号", "华南 广东 广州"),
        Example("广东省 广州市 天河区 北京路1号", "华南 广东 广州"),
        Example("南京路100号", "· · ·"),
        Example("上海市南京路100号", "华东 上海 上海"),
        Example("上海南京东路", "华东 上海 上海"),
        Example("南京东路300号，上海", "华东 上海 上海"),
        Example("上海市黄浦区广东路500号", "华东 上海 上海"),
        Example("广东路", "· · ·"),
        Example("吉林", "东北 吉林 ?"),
        Example("吉林省", "东北 吉林 -"),
        Example("吉林市", "东北 吉林 吉林市"),
        Example("吉林省吉林市", "东北 吉林 吉林市"),
        Example("吉林吉林", "东北 吉林 吉林市"),
        Example("吉林市昌邑区吉林大街", "东北 吉林 吉林市"),
        Example("吉林大学", "· · ·"),
        Example("长春市吉林大路", "东北 吉林 长春"),
        Example("朝阳区", "? ? ?"),
        Example("朝阳", "? ? ?"),
        Example("朝阳市", "东北 辽宁 朝阳"),
        Example("辽宁朝阳", "东北 辽宁 朝阳"),
        Example("北京市朝阳区建国路88号", "华北 北京 北京"),
        Example("北京朝阳", "华北 北京 北京"),
        Example("长春市朝阳区", "东北 吉林 长春"),
        Example("海南", "华南 海南 -"),
        Example("海南省海口市", "华南 海南 海口"),
        Example("海南海口", "华南 海南 海口"),
        Example("海南省三亚市", "华南 海南 三亚"),
        Example("青海省海南藏族自治州共和县", "西北 青海 海南州"),
        Example("青海海南州", "西北 青海 海南州"),
        Example("海南州", "西北 青海 海南州"),
        Example("青海 海南", "西北 青海 海南州"),
        Example("海南区", "华北 内蒙古 乌海"),
        Example("内蒙古乌海市海南区", "华北 内蒙古 乌海"),
        Example("市辖区", "· · ·"),
        Example("北京市市辖区东城区", "华北 北京 北京"),
        Example("上海市 市辖区 徐汇区", "华东 上海 上海"),
        Example("湖北省省直辖县级行政区划仙桃市", "华中 湖北 仙桃"),
        Example("河南省济源市", "华中 河南 济源"),
        Example("河北区", "华北 天津 天津"),
        Example("天津市河北区", "华北 天津 天津"),
        Example("江苏省昆山市", "华东 江苏 苏州"),
        Example("昆山", "华东 江苏 苏州"),
        Example("义乌", "华东 浙江 金华"),
        Example("浙江省义乌市稠城街道", "华东 浙江 金华"),
        Example("四川省峨眉山市", "西南 四川 乐山"),
        Example("眉山市", "西南 四川 眉山"),
        Example("马鞍山市", "华东 安徽 马鞍山"),
        Example("鞍山市铁东区", "东北 辽宁 鞍山"),
        Example("张三，86-13800138000，江苏省 南京市 玄武区 中山路1号", "华东 江苏 南京"),
        Example("张北京 13800138000广东省深圳市南山区", "华南 广东 深圳"),
        Example("张三广东省广州市天河区", "华南 广东 广州"),
        Example("1.2.3.4(广东-广州)", "华南 广东 广州"),
        Example("收货地址：四川省成都市武侯区", "西南 四川 成都"),
        Example("家住杭州西湖区", "华东 浙江 杭州"),
        Example("位于武汉市洪山区珞喻路", "华中 湖北 武汉"),
        Example("中国浙江省宁波市", "华东 浙江 宁波"),
        Example("中山路", "· · ·"),
        Example("中山", "华南 广东 中山"),
        Example("中山市", "华南 广东 中山"),
        Example("中山区", "东北 辽宁 大连"),
        Example("大连市中山区人民路", "东北 辽宁 大连"),
        Example("中山大学", "· · ·"),
        Example("中山石岐区", "华南 广东 中山"),
        Example("中山公园", "· · ·"),
        Example("大理石", "· · ·"),
        Example("大理", "西南 云南 大理"),
        Example("山东大理石厂", "华东 山东 -"),
        Example("四川北路1号", "· · ·"),
        Example("河南中路", "· · ·"),
        Example("陕西南路", "· · ·"),
        Example("青岛市市南区香港中路8号", "华东 山东 青岛"),
        Example("香港中路8号", "· · ·"),
        Example("天津市和平区南京路", "华北 天津 天津"),
        Example("和平区", "? ? ?"),
        Example("唐山路北区", "华北 河北 唐山"),
        Example("哈尔滨道里区", "东北 黑龙江 哈尔滨"),
        Example("北京海淀", "华北 北京 北京"),
        Example("深圳南山", "华南 广东 深圳"),
        Example("海淀区中关村大街1号", "华北 北京 北京"),
        Example("浦东新区", "华东 上海 上海"),
        Example("北京师范大学珠海校区", "· · ·"),
        Example("北京烤鸭", "· · ·"),
        Example("北京, 上海", "? ? ?"),
        Example("广东省南京市", "? ? ?"),
        Example("湖南长沙县", "华中 湖南 长沙"),
        Example("长沙县", "华中 湖南 长沙"),
        Example("巢湖", "华东 安徽 合肥"),
        Example("重庆市渝中区", "西南 重庆 重庆"),
        Example("重庆", "西南 重庆 重庆"),
        Example("重庆北路", "· · ·"),
        Example("香港", "港澳台 香港 香港"),
        Example("香港特别行政区", "港澳台 香港 香港"),
        Example("澳门", "港澳台 澳门 澳门"),
        Example("台湾省台北市", "港澳台 台湾 台北"),
        Example("臺灣", "港澳台 台湾 -"),
        Example("内蒙古呼和浩特", "华北 内蒙古 呼和浩特"),
        Example("内蒙", "华北 内蒙古 -"),
        Example("新疆伊犁州伊宁市", "西北 新疆 伊犁"),
        Example("新疆维吾尔自治区伊犁哈萨克自治州伊宁市", "西北 新疆 伊犁"),
        Example("广西壮族自治区桂林市", "华南 广西 桂林"),
        Example("湖南省湘西土家族苗族自治州吉首市", "华中 湖南 湘西"),
        Example("阿里巴巴西溪园区", "· · ·"),
        Example("西藏阿里", "西南 西藏 阿里"),
        Example("Guangzhou, Guangdong, China", "华南 广东 广州"),
        Example("Suzhou", "华东 ? ?"),
        Example("Suzhou, Jiangsu", "华东 江苏 苏州"),
        Example("Nanjing Road, Shanghai", "华东 上海 上海"),
        Example("Nanjing East Rd, Shanghai", "华东 上海 上海"),
        Example("Xi'an", "西北 陕西 西安"),
        Example("Shaanxi", "西北 陕西 -"),
        Example("Shanxi", "华北 山西 -"),
        Example("Inner Mongolia", "华北 内蒙古 -"),
        Example("Hong Kong", "港澳台 香港 香港"),
        Example("Jilin", "东北 吉林 -"),
        Example("Jilin City", "东北 吉林 吉林市"),
        Example("Chaoyang District, Beijing", "华北 北京 北京"),
        Example("Taiwan", "港澳台 台湾 -"),
        Example("Hohhot", "华北 内蒙古 呼和浩特"),
        Example("GUANGDONG PROVINCE", "华南 广东 -"),
        Example("Room 5, Tianhe District, Guangzhou 510000", "华南 广东 广州"),
        Example("someone@shanghai.com", "· · ·"),
        Example("华东", "华东 ? ?"),
        Example("华南区", "华南 ? ?"),
        Example("East China", "华东 ? ?"),
        Example("海外", "· · ·"),
        Example("", "· · ·"),
        Example("北京大学", "· · ·"),
        Example("广东发展银行", "· · ·"),
        Example("１２３广东省", "华南 广东 -"),
        Example("广东省，深圳市", "华南 广东 深圳"),
        Example("广东/深圳", "华南 广东 深圳"),
        Example("深圳/广州", "华南 广东 ?"),
        Example("南昌路 上海", "华东 上海 上海"),
        Example("宝鸡市 新城区", "西北 陕西 宝鸡"),
        Example("江苏中山南路", "华东 江苏 -"),
        Example("广东中山", "华南 广东 中山"),
        Example("新北市", "港澳台 台湾 新北"),
        Example("福州路", "· · ·"),
        Example("福州", "华东 福建 福州"),
        Example("西安区", "东北 ? ?"),
        Example("甘南县", "· · ·"),
        Example("兰州新区", "西北 甘肃 兰州"),
        Example("江苏省", "华东 江苏 -"),
        Example("黑龙江省大兴安岭地区漠河市", "东北 黑龙江 大兴安岭"),
        Example("大兴安岭", "东北 黑龙江 大兴安岭"),
        Example("通州区", "? ? ?"),
        Example("通州 通州区", "? ? ?"),
        Example("朝阳 朝阳区", "? ? ?"),
        Example("朝阳 海淀区", "华北 北京 北京"),
        Example("南山区科技园", "? ? ?"),
        Example("龙华区", "华南 ? ?"),
        Example("北京", "华北 北京 北京"),
        Example("北京市", "华北 北京 北京"),
        Example("　广东　", "华南 广东 -"),
        Example("浙江省杭州市西湖区文三路90号东部软件园", "华东 浙江 杭州"),
        Example("新疆维吾尔自治区乌鲁木齐市天山区", "西北 新疆 乌鲁木齐"),
        Example("Zhejiang", "华东 浙江 -"),
        Example("Ningbo, Zhejiang", "华东 浙江 宁波"),
        Example("Ürümqi", "西北 新疆 乌鲁木齐"),
        Example("Tianjin Municipality", "华北 天津 天津"),
        Example("Hunan Road, Nanjing", "华东 江苏 南京"),
        Example("MACAO", "港澳台 澳门 澳门"),
        Example("Jilin University", "· · ·"),
        Example("南京大学", "· · ·"),
        Example("天津南开大学", "· · ·"),
        Example("上海人", "· · ·"),
        Example("湖北江陵", "华中 湖北 -"),
        Example("台州路桥区", "华东 浙江 台州"),
        Example("鼓楼区", "? ? ?"),
        Example("福建省福州市鼓楼区", "华东 福建 福州"),
        Example("河南县", "西北 青海 黄南"),
        Example("青海省黄南州河南蒙古族自治县", "西北 青海 黄南"),
        Example("朝阳县", "东北 辽宁 朝阳"),
        Example("西湖区", "华东 ? ?"),
        Example("襄樊市", "华中 湖北 襄阳"),
        Example("恩施", "华中 湖北 恩施"),
        Example("甘肃省甘南藏族自治州", "西北 甘肃 甘南"),
    ]
}

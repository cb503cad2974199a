// The provinces of China and the large areas they are counted in: names, English names, usual short forms.

/// What is written of one province: names, area and cities, before it is given its number.
struct ProvinceFacts: Sendable {
    /// As it is called in full: 广东省.
    var official: String
    /// As it is called for short, and as results name it: 广东.
    var short: String
    var english: String
    /// Other spellings, in any script.
    var others: [String]
    var area: String
}

/// The provinces of China in the order of their official codes, and the areas (大区) of business practice.
///
/// - Source: GB/T 2260 for provinces and their order. The areas have no standard; the convention here is the most used
///   one, and every report that uses it prints it.
enum ChinaProvinces {
    /// The areas in the order shown: the Chinese name is the key.
    static let areas: [(chinese: String, english: String)] = [
        ("华北", "North China"), ("东北", "Northeast China"), ("华东", "East China"), ("华中", "Central China"),
        ("华南", "South China"), ("西南", "Southwest China"), ("西北", "Northwest China"),
        ("港澳台", "Hong Kong, Macau and Taiwan"),
    ]

    /// official · short · English · area · other spellings
    private static let lines = """
        北京市 北京 Beijing 华北
        天津市 天津 Tianjin 华北
        河北省 河北 Hebei 华北
        山西省 山西 Shanxi 华北
        内蒙古自治区 内蒙古 Inner_Mongolia 华北 内蒙 內蒙古 Neimenggu Nei_Mongol Neimongol
        辽宁省 辽宁 Liaoning 东北 遼寧 遼寧省
        吉林省 吉林 Jilin 东北
        黑龙江省 黑龙江 Heilongjiang 东北 黑龍江 黑龍江省
        上海市 上海 Shanghai 华东
        江苏省 江苏 Jiangsu 华东 江蘇 江蘇省
        浙江省 浙江 Zhejiang 华东
        安徽省 安徽 Anhui 华东
        福建省 福建 Fujian 华东
        江西省 江西 Jiangxi 华东
        山东省 山东 Shandong 华东 山東 山東省
        河南省 河南 Henan 华中
        湖北省 湖北 Hubei 华中
        湖南省 湖南 Hunan 华中
        广东省 广东 Guangdong 华南 廣東 廣東省
        广西壮族自治区 广西 Guangxi 华南 广西省 广西自治区 廣西 廣西壯族自治區
        海南省 海南 Hainan 华南
        重庆市 重庆 Chongqing 西南 重慶 重慶市
        四川省 四川 Sichuan 西南
        贵州省 贵州 Guizhou 西南 貴州 貴州省
        云南省 云南 Yunnan 西南 雲南 雲南省
        西藏自治区 西藏 Tibet 西南 Xizang
        陕西省 陕西 Shaanxi 西北 陝西 陝西省
        甘肃省 甘肃 Gansu 西北 甘肅 甘肅省
        青海省 青海 Qinghai 西北
        宁夏回族自治区 宁夏 Ningxia 西北 宁夏自治区 寧夏 寧夏回族自治區
        新疆维吾尔自治区 新疆 Xinjiang 西北 新疆自治区 新疆維吾爾自治區
        台湾省 台湾 Taiwan 港澳台 臺灣 臺灣省 台灣 台灣省 臺湾
        香港特别行政区 香港 Hong_Kong 港澳台 香港特區 香港特区 香港特別行政區 Hongkong HK
        澳门特别行政区 澳门 Macau 港澳台 澳门特区 澳門 澳門特別行政區 Macao
        """

    static let all: [ProvinceFacts] = lines.parts(between: "\n").map { line in
        let words = line.parts(between: " ").map(\.withBlanks)
        return ProvinceFacts(
            official: words[0], short: words[1], english: words[2], others: Array(words.dropFirst(4)), area: words[3])
    }
}

// The provinces, cities and districts our made-up customers live in, and the seven large regions they belong to.

/// A city with its dialling code and two of its districts.
struct City {
    let name: String
    let areaCode: String
    let districts: [String]

    /// The name without 市.
    var shortName: String { String(name.dropLast()) }
}

/// A province with its large region (大区).
struct Province {
    /// The official name, such as 广西壮族自治区.
    let name: String
    /// The everyday name, such as 广西.
    let shortName: String
    let region: String
    let isMunicipality: Bool
    let cities: [City]
}

/// What a segment is called when nothing places a row.
let unknownSegment = "unknown"

let provinces: [Province] = [
    province("北京市", "北京", "华北", [city("北京市", "010", "海淀区", "丰台区")], isMunicipality: true),
    province("天津市", "天津", "华北", [city("天津市", "022", "南开区", "河西区")], isMunicipality: true),
    province(
        "河北省", "河北", "华北", [city("石家庄市", "0311", "裕华区", "长安区"), city("保定市", "0312", "竞秀区", "莲池区")]),
    province("山西省", "山西", "华北", [city("太原市", "0351", "小店区", "迎泽区")]),
    province("内蒙古自治区", "内蒙古", "华北", [city("呼和浩特市", "0471", "赛罕区", "回民区")]),
    province("辽宁省", "辽宁", "东北", [city("沈阳市", "024", "浑南区", "沈河区"), city("大连市", "0411", "甘井子区", "沙河口区")]),
    province("吉林省", "吉林", "东北", [city("长春市", "0431", "绿园区", "南关区"), city("吉林市", "0432", "船营区", "龙潭区")]),
    province("黑龙江省", "黑龙江", "东北", [city("哈尔滨市", "0451", "道里区", "香坊区")]),
    province("上海市", "上海", "华东", [city("上海市", "021", "浦东新区", "徐汇区")], isMunicipality: true),
    province("江苏省", "江苏", "华东", [city("南京市", "025", "玄武区", "建邺区"), city("苏州市", "0512", "姑苏区", "虎丘区")]),
    province("浙江省", "浙江", "华东", [city("杭州市", "0571", "西湖区", "余杭区"), city("宁波市", "0574", "鄞州区", "海曙区")]),
    province("安徽省", "安徽", "华东", [city("合肥市", "0551", "蜀山区", "庐阳区")]),
    province("福建省", "福建", "华东", [city("厦门市", "0592", "思明区", "湖里区"), city("福州市", "0591", "仓山区", "台江区")]),
    province("江西省", "江西", "华东", [city("南昌市", "0791", "红谷滩区", "青云谱区")]),
    province("山东省", "山东", "华东", [city("济南市", "0531", "历下区", "槐荫区"), city("青岛市", "0532", "崂山区", "李沧区")]),
    province("河南省", "河南", "华中", [city("郑州市", "0371", "金水区", "二七区"), city("洛阳市", "0379", "涧西区", "洛龙区")]),
    province("湖北省", "湖北", "华中", [city("武汉市", "027", "武昌区", "江岸区"), city("宜昌市", "0717", "西陵区", "伍家岗区")]),
    province("湖南省", "湖南", "华中", [city("长沙市", "0731", "岳麓区", "芙蓉区")]),
    province("广东省", "广东", "华南", [city("深圳市", "0755", "南山区", "福田区"), city("广州市", "020", "天河区", "番禺区")]),
    province("广西壮族自治区", "广西", "华南", [city("南宁市", "0771", "青秀区", "良庆区")]),
    province("海南省", "海南", "华南", [city("海口市", "0898", "龙华区", "琼山区")]),
    province("重庆市", "重庆", "西南", [city("重庆市", "023", "渝中区", "渝北区")], isMunicipality: true),
    province("四川省", "四川", "西南", [city("成都市", "028", "武侯区", "锦江区"), city("绵阳市", "0816", "涪城区", "游仙区")]),
    province("贵州省", "贵州", "西南", [city("贵阳市", "0851", "云岩区", "观山湖区")]),
    province("云南省", "云南", "西南", [city("昆明市", "0871", "五华区", "官渡区")]),
    province("陕西省", "陕西", "西北", [city("西安市", "029", "雁塔区", "碑林区"), city("宝鸡市", "0917", "渭滨区", "金台区")]),
    province("甘肃省", "甘肃", "西北", [city("兰州市", "0931", "七里河区", "安宁区")]),
    province("新疆维吾尔自治区", "新疆", "西北", [city("乌鲁木齐市", "0991", "天山区", "水磨沟区")]),
]

/// How many customers a province gets, in the order of ``provinces``.
let provinceWeights: [Double] = [
    6, 2, 3, 2, 1, 3, 2, 2, 8, 8, 8, 3, 4, 2, 6, 5, 5, 4, 12, 2, 1, 4, 7, 2, 3, 4, 1, 1,
]

/// Street names that hold no city's name.
let streets = ["建设路", "人民路", "解放路", "文化路", "科技路", "迎宾大道", "和平街", "新华街", "光明路", "学府路"]

/// Addresses that fit several cities, or only seem to name one.
let ambiguousAddresses = ["鼓楼区建设路8号", "朝阳区和平街21号", "中山路100号", "南京路步行街3号楼", "新华区解放路5号", "市中区人民路16号"]

private func province(
    _ name: String, _ shortName: String, _ region: String, _ cities: [City], isMunicipality: Bool = false
) -> Province {
    Province(name: name, shortName: shortName, region: region, isMunicipality: isMunicipality, cities: cities)
}

private func city(_ name: String, _ areaCode: String, _ districts: String...) -> City {
    City(name: name, areaCode: areaCode, districts: districts)
}

// How exports write currencies in a column of their own: codes, Chinese names, signs.

import Diagnostics

/// Names of currencies.
package enum CurrencyName {
    /// The ISO 4217 code that a cell means: `CNY` for `人民币`, `RMB` or `cny`; nil for what names no currency.
    package static func code(of text: String) -> String? {
        let name = LookalikeText.narrowed(text).uppercased()
        if let code = codes[name] { return code }
        return name.utf8.count == 3 && name.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? name : nil
    }

    private static let codes = [
        "人民币": "CNY", "人民币元": "CNY", "元": "CNY", "RMB": "CNY", "CNH": "CNY", "¥": "CNY", "￥": "CNY",
        "美元": "USD", "美金": "USD", "$": "USD", "US$": "USD", "欧元": "EUR", "€": "EUR", "英镑": "GBP", "£": "GBP",
        "港币": "HKD", "港元": "HKD", "HK$": "HKD", "日元": "JPY", "日圆": "JPY", "澳门元": "MOP", "澳门币": "MOP",
        "新台币": "TWD", "台币": "TWD", "NT$": "TWD", "韩元": "KRW", "新加坡元": "SGD", "新币": "SGD", "澳元": "AUD",
        "加元": "CAD", "泰铢": "THB", "卢布": "RUB",
    ]
}

// Reads a Chinese telephone number as people write it, and gives its international form.

import Diagnostics

/// What a text is, taken as a telephone number in mainland China.
///
/// - Source: ITU-T E.164; the Chinese numbering plan (工业和信息化部《电信网编号计划》2017): mobile numbers of 11 digits
///   beginning with 13 to 19, area codes of 2 digits (10, 20 to 29) or 3 digits after the trunk prefix 0, local
///   numbers of 7 or 8 digits, 400 and 800 numbers of 10 digits.
enum ChinesePhoneNumber: Equatable {
    /// `+86` and the number, or `+` and the number of another country.
    case international(digits: [UInt8])
    /// Digits are hidden by stars, or the number is a shop platform's relay number (a mobile number with an extension):
    /// it does not tell who is called.
    case masked
    case unreadable

    init(_ text: UnsafeBufferPointer<UInt8>) {
        guard let writing = Writing(text) else {
            self = .unreadable
            return
        }
        if writing.isMasked {
            self = .masked
            return
        }
        var found = Self.read(writing.digits, hasPlus: writing.hasPlus)
        var hasExtension = writing.hasExtension
        if found == nil, let last = writing.lastSeparator, (1...5).contains(writing.digits.count - last) {
            // 0571-88157777-801: the last group is an extension.
            found = Self.read(Array(writing.digits[..<last]), hasPlus: writing.hasPlus)
            hasExtension = true
        }
        switch found {
        case (let digits, let isMobile)?: self = isMobile && hasExtension ? .masked : .international(digits: digits)
        case nil: self = .unreadable
        }
    }

    // MARK: The numbering plan

    private static func read(_ digits: [UInt8], hasPlus: Bool) -> (digits: [UInt8], isMobile: Bool)? {
        var digits = digits
        var isInternational = hasPlus
        if !hasPlus, digits.starts(with: [0, 0]) {
            digits.removeFirst(2)
            isInternational = true
        }
        let isChinese = digits.starts(with: [8, 6])
        if isInternational, !isChinese {
            guard (8...15).contains(digits.count), let first = digits.first, first != 0 else { return nil }
            return (digits, false)
        }
        if let national = national(digits, hasCountryCode: false), !isInternational { return chinese(national) }
        guard isChinese else { return nil }
        return national(Array(digits.dropFirst(2)), hasCountryCode: true).map(chinese)
    }

    private static func chinese(_ national: [UInt8]) -> (digits: [UInt8], isMobile: Bool) {
        ([8, 6] + national, national.count == 11 && national[0] == 1)
    }

    /// The digits after the country code, after which an area code may stand without its 0.
    private static func national(_ digits: [UInt8], hasCountryCode: Bool) -> [UInt8]? {
        guard let first = digits.first else { return nil }
        if first == 0 {
            let rest = Array(digits.dropFirst())
            // 0 before a mobile number was dialled for calls from afar.
            return isMobile(rest) || isLandline(rest) ? rest : nil
        }
        if isMobile(digits) || isService(digits) { return digits }
        return hasCountryCode && isLandline(digits) ? digits : nil
    }

    private static func isMobile(_ digits: [UInt8]) -> Bool {
        digits.count == 11 && digits[0] == 1 && digits[1] >= 3
    }

    private static func isService(_ digits: [UInt8]) -> Bool {
        digits.count == 10 && (digits[0] == 4 || digits[0] == 8) && digits[1] == 0 && digits[2] == 0
    }

    /// Area code without its 0, and a local number that begins with 2…9.
    private static func isLandline(_ digits: [UInt8]) -> Bool {
        guard digits.count >= 10 else { return false }
        if digits[0] == 1 { return digits[1] == 0 && digits.count == 10 && digits[2] >= 2 }
        if digits[0] == 2 { return digits.count == 10 && digits[2] >= 2 }
        return digits[0] >= 3 && (10...11).contains(digits.count) && digits[3] >= 2
    }
}

/// The digits of a text and the signs among them.
private struct Writing {
    var digits: [UInt8] = []
    var hasPlus = false
    var isMasked = false
    var hasExtension = false
    /// How many digits stood before the last hyphen.
    var lastSeparator: Int?

    /// Nil when there is a sign that no telephone number has.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var letters: [UInt8] = []
        scalars: for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            let value = FullWidth.narrowed(scalar).value
            switch value {
            case 0x30...0x39:
                if !hasExtension { digits.append(UInt8(truncatingIfNeeded: value - 0x30)) }
            case 0x2B where digits.isEmpty && !hasPlus: hasPlus = true
            case 0x2A, 0x2022, 0x25CF: isMasked = true  // * • ●
            case 0x2D, 0x2010...0x2015, 0x2212:
                if !hasExtension { lastSeparator = digits.count }
            case 0x20, 0x09, 0xA0, 0x3000, 0xFEFF, 0x200B, 0x28, 0x29, 0x2E, 0xB7: break
            case 0x23 where !digits.isEmpty, 0x8F6C where !digits.isEmpty, 0x5206 where !digits.isEmpty:  // # 转 分机
                hasExtension = true
                break scalars
            case 0x41...0x5A, 0x61...0x7A:
                if digits.isEmpty { return nil }
                letters.append(UInt8(truncatingIfNeeded: value | 0x20))
                hasExtension = true
                if letters == Array("ext".utf8) { break scalars }
            default: return nil
            }
        }
        switch letters {
        case [], Array("x".utf8), Array("ext".utf8): break
        case _ where letters.allSatisfy({ $0 == 0x78 }): isMasked = true  // 138xxxx8000
        default: return nil
        }
    }
}

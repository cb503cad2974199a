// Encodes UTF-8 as GB18030, to read it back.
import CIconv

enum GB18030Encoder {
    /// Hands out the encoded text piece by piece; every piece ends at a character.
    static func encode(_ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        guard text.count > 0, let start = text.baseAddress else { return }
        let converter = iconv_open("GB18030", "UTF-8")
        guard converter != iconv_t(bitPattern: -1) else { return }
        defer { iconv_close(converter) }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { output.deallocate() }
        var from: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: start)
            .assumingMemoryBound(to: CChar.self)
        var left = text.count
        while left > 0 {
            let before = left
            var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
            var room = output.count
            _ = iconv(converter, &from, &left, &to, &room)
            body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[..<(output.count - room)]))
            if left == before { break }
        }
    }
}

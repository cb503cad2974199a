// Telephone numbers as people write them.

import Cleaning
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

struct `Telephone numbers` {
    @Test(arguments: [
        ("13800138000", "+8613800138000"), ("138 0013 8000", "+8613800138000"), ("138-0013-8000", "+8613800138000"),
        ("１３８００１３８０００", "+8613800138000"), ("+86 138 0013 8000", "+8613800138000"),
        ("＋８６ 13800138000", "+8613800138000"),
        ("8613800138000", "+8613800138000"), ("86-13800138000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("013800138000", "+8613800138000"), ("(+86)13800138000", "+8613800138000"),
        ("\u{FEFF}13800138000\t", "+8613800138000"),
        ("19912345678", "+8619912345678"),
        ("0571-88157777", "+8657188157777"), ("057188157777", "+8657188157777"), ("(0571)8815 7777", "+8657188157777"),
        ("（０５７１）８８１５７７７７", "+8657188157777"), ("+86 571 8815 7777", "+8657188157777"),
        ("+86 (0)571 88157777", "+8657188157777"), ("8657188157777", "+8657188157777"),
        ("010-82345678", "+861082345678"),
        ("861082345678", "+861082345678"), ("021-68881234", "+862168881234"), ("0379-6234567", "+863796234567"),
        ("0571-88157777转801", "+8657188157777"), ("0571-88157777分机801", "+8657188157777"),
        ("0571-88157777 转分机 801", "+8657188157777"), ("0571-88157777 ext. 801", "+8657188157777"),
        ("0571-88157777 EXT801", "+8657188157777"), ("0571-88157777#801", "+8657188157777"),
        ("0571-88157777x801", "+8657188157777"), ("0571-88157777-801", "+8657188157777"),
        ("0571-88157777转客服部", "+8657188157777"), ("400-820-8820", "+864008208820"), ("400 8208820-3", "+864008208820"),
        ("800 820 8820", "+868008208820"), ("86 400 820 8820", "+864008208820"),
        ("+1 (415) 555-0100", "+14155550100"), ("0014155550100", "+14155550100"), ("+852 2345 6789", "+85223456789"),
    ]) func `are brought to one form`(_ written: String, _ expected: String) throws {
        #expect(try phone(written) == .text(expected))
        #expect(PhoneTwin.read(written) == .number(expected))
    }

    @Test(arguments: [
        "138****8000", "138＊＊＊＊8000", "1******6198", "138••••8000", "138xxxx8000", "138XXXX8000", "****",
        "0571-****7777",
        "18412345678-9876", "17012345678转1234", "184 1234 5678 ext 99",
    ]) func `that are masked or relayed become missing, for they are nobody's key`(_ written: String) throws {
        #expect(try phone(written) == .missing)
        #expect(try phone(written, "otherwise: keep") == .missing)
        #expect(PhoneTwin.read(written) == .masked)
    }

    @Test(arguments: [
        "88157777", "8815777", "12345678901", "1380013800", "138001380001", "95588", "10086", "57188157777",
        "0571-12345678",
        "13800138000/13900139000", "13800138000 13900139000", "call me", "无", "tel:13800138000", "+", "-", "()",
        "＋＋8613800138000",
        "+86", "+861380013800", "+0123456789", "00", "0000000000000", "99999999999999999999999999999999",
        "13800138000😀",
        "1380013800０1", "e13800138000", "13800138000e", "٠١٢٣٤٥٦٧٨٩",
    ]) func `that are none become missing unless they are to stay`(_ written: String) throws {
        #expect(try phone(written) == .missing)
        #expect(try phone(written, "otherwise: keep") == .text(written))
        #expect(PhoneTwin.read(written) == .unreadable)
    }

    @Test func `made of random pieces are read as by regular expressions`() throws {
        let pieces = [
            "138", "0013", "8000", "13800138000", "0571", "88157777", "010", "+", "86", "0086", "00", "400", "8208820",
            "-", "-", " ",
            "(", ")", "转", "分机", "ext", "x", "#", "*", "801", "1", "２", "　", "a", "/",
        ]
        var random = SplitMix64(seed: 86)
        for _ in 0..<1500 {
            let written = (0..<Int.random(in: 1...6, using: &random)).map { _ in random.pick(from: pieces) ?? "" }
                .joined()
            let expected: Cell =
                switch PhoneTwin.read(written) {
                case .number(let number): .text(number)
                case .masked: .missing
                case .unreadable: .text(written)
                }
            let found = try phone(written, "otherwise: keep")
            #expect(found == expected, "\(written)")
        }
    }

    @Test func `that could not be read are counted, masked ones apart`() throws {
        let table = Table.sample(
            "customers", ["phone": .texts(["138****8000", nil, "138****8000", "none", "13800138000"])])
        let cleaned = try clean(table, by: "- phone: { column: phone }")
        #expect(cleaned.lastStep?.changedCells == 4)
        #expect(
            cleaned.collector.texts() == [
                "pipeline.yml:2:5: note: rule 'phone': in column 'phone' masked or relayed numbers (2) become missing, "
                    + "cells that are no telephone numbers (1) too"
            ])
        #expect(
            cleaned.collector.texts(.chinese) == [
                "pipeline.yml:2:5: 说明：规则 'phone'：列 'phone' 中 2 个打码或中转号码置为缺失，1 个非电话号码的单元格同样置为缺失"
            ])
    }

    @Test func `that were read as whole numbers are telephone numbers too`() throws {
        let table = Table.sample(
            "customers", ["phone": .integers([13_800_138_000, nil, 42, 8_613_800_138_000])], chunkRows: 2)
        let cleaned = try clean(table, by: "- phone: { column: phone }")
        #expect(cleaned.table.cells("phone") == [.text("+8613800138000"), .missing, .missing, .text("+8613800138000")])
        #expect(cleaned.schemas[0].type(of: "phone") == .text)
        #expect(cleaned.table.brokenPromises == [])
    }

    private func phone(_ written: String, _ options: String = "country: CN") throws -> Cell {
        let table = Table.sample("customers", ["phone": .texts([written])])
        return try clean(table, by: "- phone: { column: phone, \(options) }").table.cells("phone")[0]
    }
}

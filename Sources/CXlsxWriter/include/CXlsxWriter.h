// The functions of libxlsxwriter that workbooks need. The library is loaded when the first workbook is asked for, and not before.
#pragma once
#include <xlsxwriter.h>

/// Every function that is used, once.
#define XLSX_FUNCTIONS(EACH) \
    EACH(lxw_strerror) \
    EACH(workbook_new) EACH(workbook_close) EACH(workbook_set_properties) EACH(workbook_add_worksheet) \
    EACH(workbook_add_format) \
    EACH(worksheet_set_landscape) EACH(worksheet_set_paper) EACH(worksheet_fit_to_pages) EACH(worksheet_set_column) \
    EACH(worksheet_set_row) EACH(worksheet_merge_range) EACH(worksheet_write_string) EACH(worksheet_write_number) \
    EACH(worksheet_write_blank) EACH(worksheet_freeze_panes) EACH(worksheet_repeat_rows) \
    EACH(format_set_num_format) EACH(format_set_align) EACH(format_set_bold) EACH(format_set_font_size) \
    EACH(format_set_text_wrap) EACH(format_set_bg_color) EACH(format_set_bottom) EACH(format_set_font_color)

/// The functions under their own names and with their own types.
struct xlsx_functions {
#define XLSX_FIELD(name) __typeof__(&name) name;
    XLSX_FUNCTIONS(XLSX_FIELD)
#undef XLSX_FIELD
};

/// Fills in the functions of a library; a null pointer when done, else why that cannot be.
///
/// A build with the library inside (`XLSXWRITER_INSIDE`, as one without a dynamic loader must be) loads nothing and always succeeds.
const char *xlsx_load(const char *file, struct xlsx_functions *functions);

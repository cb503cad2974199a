// Finds the functions of libxlsxwriter: in a library that is loaded now, or in the program itself.
#include "CXlsxWriter.h"

#ifdef XLSXWRITER_INSIDE

const char *xlsx_load(const char *file, struct xlsx_functions *functions) {
    (void)file;
#define XLSX_TAKE(name) functions->name = &name;
    XLSX_FUNCTIONS(XLSX_TAKE)
    return NULL;
}

#else

#include <dlfcn.h>

const char *xlsx_load(const char *file, struct xlsx_functions *functions) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return dlerror();
#define XLSX_TAKE(name) \
    functions->name = (__typeof__(&name))dlsym(library, #name); \
    if (functions->name == NULL) return dlerror();
    XLSX_FUNCTIONS(XLSX_TAKE)
    return NULL;
}

#endif

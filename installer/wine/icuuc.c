/* Wine 8 has no icuuc.dll, which Windows has had since 1703. This one knows no encoding, so that Qt takes its own.
   For trials under Wine; never shipped. */
#define NAMELESS(name) __declspec(dllexport) void *name(void) { return 0; }
#define FAILS(name, status) \
    __declspec(dllexport) void *name { if (status) *status = 4; return 0; }

FAILS(ucnv_open(const char *encoding, int *status), status)
FAILS(ucnv_getName(const void *converter, int *status), status)
FAILS(ucnv_getStandardName(const char *name, const char *standard, int *status), status)
FAILS(ucnv_toUCountPending(const void *converter, int *status), status)
FAILS(ucnv_fromUCountPending(const void *converter, int *status), status)
NAMELESS(ucnv_close)
NAMELESS(ucnv_reset)
NAMELESS(ucnv_getMaxCharSize)
NAMELESS(ucnv_getToUCallBack)
NAMELESS(ucnv_getFromUCallBack)
NAMELESS(ucnv_setToUCallBack)
NAMELESS(ucnv_setFromUCallBack)
NAMELESS(ucnv_toUnicode)
NAMELESS(ucnv_fromUnicode)
NAMELESS(ucnv_getAvailableName)
NAMELESS(ucnv_countAvailable)
NAMELESS(ucnv_cbToUWriteUChars)
NAMELESS(ucnv_cbFromUWriteUChars)
NAMELESS(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NAMELESS(UCNV_TO_U_CALLBACK_SUBSTITUTE)

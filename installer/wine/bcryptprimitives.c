/* Random bytes for libraries written in Rust, which Wine 8 does not have under this name. For trials; never shipped. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL ProcessPrng(BYTE *bytes, SIZE_T count) {
    while (count > 0) {
        ULONG part = count > 65536 ? 65536 : (ULONG)count;
        if (!RtlGenRandom(bytes, part)) return FALSE;
        bytes += part;
        count -= part;
    }
    return TRUE;
}

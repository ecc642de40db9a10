/* Starts the program: mends a broken update, loads Python from program\runtime and runs "-m desktop".

   No console window, no PATH, no registry, never the current folder. Compiled twice: with CONSOLE for
   the commands. */
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <wchar.h>

#define ROOM 32768
typedef int(__cdecl *python_main)(int, wchar_t **);

static wchar_t root[ROOM];

static void below_root(wchar_t *path, const wchar_t *name) {
    _snwprintf(path, ROOM - 1, L"%ls\\%ls", root, name);
    path[ROOM - 1] = 0;
}

static BOOL is_there(const wchar_t *name) {
    static wchar_t path[ROOM];
    below_root(path, name);
    return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

static void rename_below_root(const wchar_t *from, const wchar_t *to) {
    static wchar_t old_path[ROOM], new_path[ROOM];
    below_root(old_path, from);
    below_root(new_path, to);
    MoveFileExW(old_path, new_path, MOVEFILE_WRITE_THROUGH);
}

/* The setup puts the old folder away and then gives the new one its name. Power may fail in between. */
static void mend(void) {
    if (is_there(L"program")) return;
    if (is_there(L"program.new\\settled"))
        rename_below_root(L"program.new", L"program");
    else
        rename_below_root(L"program.old", L"program");
}

static int complain(const wchar_t *what, DWORD error) {
    static wchar_t text[4096];
    wchar_t reason[512] = L"";
    FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, 0, error, 0, reason, 512, 0);
    _snwprintf(text, 4095,
               L"Không khởi động được chương trình. Hãy cài lại; dữ liệu của bạn vẫn nguyên vẹn.\n"
               L"The program could not start. Install it again; your data are untouched.\n\n%ls\n%ls(%lu)",
               what, reason, error);
    text[4095] = 0;
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", what);
#else
    if (!GetEnvironmentVariableW(L"NTP_NO_DIALOG", 0, 0)) MessageBoxW(0, text, L"NTP Desktop", MB_ICONERROR);
#endif
    return 100;
}

static python_main load_python(void) {
    static wchar_t path[ROOM];
    below_root(path, L"program\\runtime");
    AddDllDirectory(path); /* the C++ runtime and python3.dll, for extensions that lie elsewhere */
    below_root(path, L"program\\runtime\\" PYTHON_DLL);
    HMODULE python = LoadLibraryExW(path, 0, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    return python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : 0;
}

#ifdef CONSOLE
int wmain(void)
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show)
#endif
{
    wchar_t *ours[] = {0, L"-I", L"-B", L"-X", L"utf8", L"-m", L"desktop"};
    const int many = sizeof ours / sizeof *ours;
    int count;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    DWORD length = GetModuleFileNameW(0, root, ROOM - 1);
    if (!given || !length || length >= ROOM - 1) return complain(L"GetModuleFileName", GetLastError());
    *wcsrchr(root, L'\\') = 0;
    SetDllDirectoryW(L"");
    mend();
    python_main run = load_python();
    if (!run) return complain(L"program\\runtime\\" PYTHON_DLL, GetLastError());
    wchar_t **words = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, (count + many + 1) * sizeof *words);
    if (!words) return complain(L"HeapAlloc", ERROR_OUTOFMEMORY);
    ours[0] = given[0];
    memcpy(words, ours, sizeof ours);
    for (int each = 1; each < count; each++) words[many + each - 1] = given[each];
    return run(many + count - 1, words);
}

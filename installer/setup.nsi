; The setup. build.py gives VERSION, WORK (files.nsh, components.nsh, licence texts), STAGE, ICON, OUT, COMPRESSOR.
Unicode true
Target amd64-unicode
!if ${COMPRESSOR} == off
  SetCompress off
!else
  SetCompressor /SOLID ${COMPRESSOR}
  SetCompressorDictSize 64
!endif
!define APP "NTP Desktop"
!define STARTER "NTP-Desktop.exe"
!define COMMANDS "NTP-Desktop-cli.exe"
!define OWN_KEY "Software\NTP Desktop"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\NTP Desktop"
!define COMPONENT_CLASS "NTPDesktop.Component"
!define PACKAGE_CLASS "NTPDesktop.Package"
!define FIRST_BUILD 17763

Name "$(Title)"
OutFile "${OUT}"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true
BrandingText "${APP} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!include MUI2.nsh
!include Sections.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!insertmacro GetParameters
!insertmacro GetOptions
!insertmacro GetSize
!insertmacro WordFind
!insertmacro VersionCompare

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "$(LicenceText)"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${STARTER}"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(BeforeRemoving)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"
!include strings.nsh
LicenseLangString LicenceText ${LANG_VIETNAMESE} "${WORK}/licence.vi.txt"
LicenseLangString LicenceText ${LANG_ENGLISH} "${WORK}/licence.en.txt"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
!macro ABOUT LANGUAGE SAYS
VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${APP}"
VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${SAYS}"
VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "Apache-2.0"
!macroend
!insertmacro ABOUT ${LANG_VIETNAMESE} "Bộ cài Sổ Chương trình MTQG"
!insertmacro ABOUT ${LANG_ENGLISH} "NTP Desktop setup"

Var Portable
Var ForAll
Var WithBackup

!macro STOP SENTENCE CODE
  MessageBox MB_ICONSTOP "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; Windows lets nobody write into the file of a running program.
!macro REFUSE_IF_RUNS FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $9 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      !insertmacro STOP "$(Running)" 5
    ${EndIf}
    FileClose $9
  ${EndIf}
!macroend
!macro REFUSE_IF_RUNNING
  !insertmacro REFUSE_IF_RUNS "${STARTER}"
  !insertmacro REFUSE_IF_RUNS "${COMMANDS}"
  !insertmacro REFUSE_IF_RUNS "program\runtime\python.exe"
!macroend

; A kind of file that another program opens already, for this user or for all, stays with it.
!macro OPEN_WITH_US KIND CLASS SAYS
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "" "${SAYS}"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\${STARTER},0"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\${STARTER}" open "%1"'
  WriteRegStr SHCTX "Software\Classes\${KIND}\OpenWithProgids" "${CLASS}" ""
  ReadRegStr $0 HKCR "${KIND}" ""
  ${If} $0 == ""
  ${OrIf} $0 == "${CLASS}"
    WriteRegStr SHCTX "Software\Classes\${KIND}" "" "${CLASS}"
  ${EndIf}
!macroend
!macro OPEN_NO_MORE KIND CLASS
  ReadRegStr $0 SHCTX "Software\Classes\${KIND}" ""
  ${If} $0 == "${CLASS}"
    DeleteRegValue SHCTX "Software\Classes\${KIND}" ""
  ${EndIf}
  DeleteRegValue SHCTX "Software\Classes\${KIND}\OpenWithProgids" "${CLASS}"
  DeleteRegKey /ifempty SHCTX "Software\Classes\${KIND}\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "Software\Classes\${KIND}"
  DeleteRegKey SHCTX "Software\Classes\${CLASS}"
!macroend

Section "-before"
  ${If} ${FileExists} "$INSTDIR\program\*.*"
    ${IfNot} ${FileExists} "$INSTDIR\program\VERSION"
      !insertmacro STOP "$(NotOurs)" 8
    ${EndIf}
  ${EndIf}
  !insertmacro REFUSE_IF_RUNNING
  Call RefuseDowngrade
  Call BackUp
  RMDir /r "$INSTDIR\program.new"
  ${If} ${FileExists} "$INSTDIR\program\VERSION"
    RMDir /r "$INSTDIR\program.old"
  ${EndIf}
  CreateDirectory "$INSTDIR\program.new\plugins"
SectionEnd

Section "$(Shell)" SEC_SHELL
  SectionIn RO
  !include "${WORK}/files.nsh"
  SetOutPath "$INSTDIR"
  File "/oname=${STARTER}.new" "${STAGE}/core/${STARTER}"
  File "/oname=${COMMANDS}.new" "${STAGE}/core/${COMMANDS}"
SectionEnd

SectionGroup /e "$(Parts)"
  !include "${WORK}/components.nsh"
SectionGroupEnd

Section "$(OnDesktop)" SEC_DESKTOP
SectionEnd

Section "$(OwnFiles)" SEC_FILES
SectionEnd

!macro KEEP_CHOICE SECTION NAME
  ${If} ${SectionIsSelected} ${SECTION}
    WriteINIStr "$INSTDIR\program.new\components.ini" "setup" "${NAME}" "1"
  ${Else}
    WriteINIStr "$INSTDIR\program.new\components.ini" "setup" "${NAME}" "0"
  ${EndIf}
!macroend

Section "-after"
  SetOutPath "$INSTDIR"
  !insertmacro KEEP_COMPONENTS
  !insertmacro KEEP_CHOICE ${SEC_DESKTOP} "desktop"
  !insertmacro KEEP_CHOICE ${SEC_FILES} "files"
  DetailPrint "$(Checking)"
  nsExec::ExecToLog '"$INSTDIR\program.new\runtime\python.exe" -I -B "$INSTDIR\program.new\settle.py"'
  Pop $0
  ${If} $0 != "0"
    RMDir /r "$INSTDIR\program.new"
    Delete "$INSTDIR\${STARTER}.new"
    Delete "$INSTDIR\${COMMANDS}.new"
    !insertmacro STOP "$(NotWhole)" 9
  ${EndIf}
  Call FlushRuntime
  Call ReplaceProgram
  Call ReplaceStarters
  RMDir /r "$INSTDIR\program.old"
  ${If} $Portable == 1
    FileOpen $9 "$INSTDIR\portable.txt" w
    FileClose $9
  ${Else}
    Call TellWindows
  ${EndIf}
SectionEnd

Function FlushRuntime
  ; The Python that has looked at the files could not flush those it ran from.
  FindFirst $0 $1 "$INSTDIR\program.new\runtime\*.*"
  ${While} $1 != ""
    ClearErrors
    FileOpen $9 "$INSTDIR\program.new\runtime\$1" a
    ${IfNot} ${Errors}
      System::Call 'kernel32::FlushFileBuffers(p r9)'
      FileClose $9
    ${EndIf}
    FindNext $0 $1
  ${EndWhile}
  FindClose $0
FunctionEnd

Function ReplaceProgram
  ; A scanner may look at what was just written: it is given ten seconds.
  StrCpy $1 0
  ${If} ${FileExists} "$INSTDIR\program\VERSION"
    ${Do}
      ClearErrors
      Rename "$INSTDIR\program" "$INSTDIR\program.old"
      ${IfNot} ${Errors}
        ${Break}
      ${EndIf}
      IntOp $1 $1 + 1
      ${If} $1 > 20
        RMDir /r "$INSTDIR\program.new"
        Delete "$INSTDIR\${STARTER}.new"
        Delete "$INSTDIR\${COMMANDS}.new"
        !insertmacro STOP "$(NotRenamed)" 5
      ${EndIf}
      Sleep 500
    ${Loop}
  ${EndIf}
  ${Do}
    ClearErrors
    Rename "$INSTDIR\program.new" "$INSTDIR\program"
    ${IfNot} ${Errors}
      ${Break}
    ${EndIf}
    IntOp $1 $1 + 1
    ${If} $1 > 40
      Rename "$INSTDIR\program.old" "$INSTDIR\program"
      !insertmacro STOP "$(NotRenamed)" 5
    ${EndIf}
    Sleep 500
  ${Loop}
FunctionEnd

Function ReplaceStarters
  ; 9: in place of the old file, and through to the disk.
  System::Call 'kernel32::MoveFileExW(w "$INSTDIR\${STARTER}.new", w "$INSTDIR\${STARTER}", i 9) i .r0'
  System::Call 'kernel32::MoveFileExW(w "$INSTDIR\${COMMANDS}.new", w "$INSTDIR\${COMMANDS}", i 9) i .r1'
  ${If} $0 == 0
  ${OrIf} $1 == 0
    !insertmacro STOP "$(NotRenamed)" 5
  ${EndIf}
FunctionEnd

Function TellWindows
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "${OWN_KEY}" "Version" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "$(Title)"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${STARTER}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR\program" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" $0
  CreateDirectory "$SMPROGRAMS\${APP}"
  CreateShortcut "$SMPROGRAMS\${APP}\Sổ Chương trình MTQG.lnk" "$INSTDIR\${STARTER}"
  CreateShortcut "$SMPROGRAMS\${APP}\$(MenuUninstall).lnk" "$INSTDIR\uninstall.exe"
  ${If} ${SectionIsSelected} ${SEC_DESKTOP}
    CreateShortcut "$DESKTOP\Sổ Chương trình MTQG.lnk" "$INSTDIR\${STARTER}"
  ${EndIf}
  ${If} ${SectionIsSelected} ${SEC_FILES}
    !insertmacro OPEN_WITH_US ".whl" "${COMPONENT_CLASS}" "$(ComponentFile)"
    !insertmacro OPEN_WITH_US ".ntpx" "${PACKAGE_CLASS}" "$(PackageFile)"
  ${Else}
    !insertmacro OPEN_NO_MORE ".whl" "${COMPONENT_CLASS}"
    !insertmacro OPEN_NO_MORE ".ntpx" "${PACKAGE_CLASS}"
  ${EndIf}
  ${RefreshShellIcons}
FunctionEnd

Function RefuseDowngrade
  ; The folder itself says what is in it; the registry speaks of one that is elsewhere.
  ClearErrors
  FileOpen $9 "$INSTDIR\program\VERSION" r
  ${IfNot} ${Errors}
    FileRead $9 $0
    FileClose $9
  ${ElseIf} $Portable == 1
    StrCpy $0 ""
  ${Else}
    ReadRegStr $0 SHCTX "${OWN_KEY}" "Version"
  ${EndIf}
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro STOP "$(Newer)" 4
    ${EndIf}
  ${EndIf}
FunctionEnd

Function BackUp
  ${If} $WithBackup == 1
  ${AndIf} ${FileExists} "$INSTDIR\${COMMANDS}"
    DetailPrint "$(BackingUp)"
    nsExec::ExecToLog '"$INSTDIR\${COMMANDS}" backup'
    Pop $0
    ${If} $0 != "0"
      ; What was in the way may be gone a moment later: a virus scanner, a window just closed.
      Sleep 3000
      nsExec::ExecToLog '"$INSTDIR\${COMMANDS}" backup'
      Pop $0
    ${EndIf}
    ${If} $0 != "0"
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(NoBackup)" /SD IDNO IDYES +3
      SetErrorLevel 6
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

!macro READ_SWITCH NAME VARIABLE VALUE
  ClearErrors
  ${GetOptions} $R0 "${NAME}" $R1
  ${IfNot} ${Errors}
    StrCpy ${VARIABLE} ${VALUE}
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${FIRST_BUILD}
    !insertmacro STOP "$(TooOld)" 3
  ${EndIf}
  ${GetParameters} $R0
  StrCpy $Portable 0
  StrCpy $ForAll 0
  StrCpy $WithBackup 1
  !insertmacro READ_SWITCH "/PORTABLE" $Portable 1
  !insertmacro READ_SWITCH "/ALLUSERS" $ForAll 1
  !insertmacro READ_SWITCH "/NOBACKUP" $WithBackup 0
  ClearErrors
  ${GetOptions} $R0 "/LANG=" $R1
  ${IfNot} ${Errors}
    StrCpy $LANGUAGE ${LANG_VIETNAMESE}
    ${If} $R1 == "en"
      StrCpy $LANGUAGE ${LANG_ENGLISH}
    ${EndIf}
  ${EndIf}
  SetShellVarContext current
  ${If} $ForAll == 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      !insertmacro STOP "$(NoRights)" 7
    ${EndIf}
    SetShellVarContext all
  ${EndIf}
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${OWN_KEY}" "InstallDir"
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${APP}"
    ${If} $ForAll == 1
      StrCpy $INSTDIR "$PROGRAMFILES64\${APP}"
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\portable.txt"
    StrCpy $Portable 1
  ${EndIf}
  Call ChooseComponents
FunctionEnd

!macro REMEMBERED_CHOICE SECTION NAME
  ReadINIStr $1 "$INSTDIR\program\components.ini" "setup" "${NAME}"
  ${If} $1 == "0"
    !insertmacro UnselectSection ${SECTION}
  ${EndIf}
!macroend
!macro LEFT_OUT SECTION SWITCH
  ClearErrors
  ${GetOptions} $R0 "${SWITCH}" $1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${SECTION}
  ${EndIf}
!macroend

Function ChooseComponents
  ; What an earlier setup was told holds until a switch says otherwise.
  !insertmacro REMEMBERED_COMPONENTS
  !insertmacro REMEMBERED_CHOICE ${SEC_DESKTOP} "desktop"
  !insertmacro REMEMBERED_CHOICE ${SEC_FILES} "files"
  ClearErrors
  ${GetOptions} $R0 "/PLUGINS=" $1
  ${IfNot} ${Errors}
    !insertmacro NAMED_COMPONENTS
  ${EndIf}
  !insertmacro LEFT_OUT ${SEC_DESKTOP} "/NODESKTOP"
  !insertmacro LEFT_OUT ${SEC_FILES} "/NOFILES"
FunctionEnd

Function un.onInit
  SetShellVarContext current
  ReadRegStr $0 HKLM "${OWN_KEY}" "InstallDir"
  ${If} $0 == $INSTDIR
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Section Uninstall
  !insertmacro REFUSE_IF_RUNNING
  RMDir /r "$INSTDIR\program"
  RMDir /r "$INSTDIR\program.new"
  RMDir /r "$INSTDIR\program.old"
  Delete "$INSTDIR\${STARTER}"
  Delete "$INSTDIR\${COMMANDS}"
  Delete "$INSTDIR\${STARTER}.new"
  Delete "$INSTDIR\${COMMANDS}.new"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$DESKTOP\Sổ Chương trình MTQG.lnk"
  RMDir /r "$SMPROGRAMS\${APP}"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  DeleteRegKey SHCTX "${OWN_KEY}"
  !insertmacro OPEN_NO_MORE ".whl" "${COMPONENT_CLASS}"
  !insertmacro OPEN_NO_MORE ".ntpx" "${PACKAGE_CLASS}"
  SetShellVarContext current
  MessageBox MB_ICONINFORMATION "$(DataStay)" /SD IDOK
SectionEnd

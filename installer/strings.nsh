; Every sentence of the setup, in both languages.
!macro SAY NAME VIETNAMESE ENGLISH
LangString ${NAME} ${LANG_VIETNAMESE} "${VIETNAMESE}"
LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
!macroend
!define Say "!insertmacro SAY"

${Say} Title "Sổ Chương trình MTQG ${VERSION}" "NTP Desktop ${VERSION}"
${Say} Shell "Chương trình chính (bắt buộc)" "The program (required)"
${Say} Parts "Dự án thành phần" "Component projects"
${Say} OnDesktop "Biểu tượng trên màn hình" "Icon on the desktop"
${Say} MenuUninstall "Gỡ Sổ Chương trình MTQG" "Remove NTP Desktop"
${Say} TooOld "Cần Windows 10 (1809) bản 64 bit trở lên." "64-bit Windows 10 (1809) or later is needed."
${Say} Newer "Máy đã có phiên bản $0, mới hơn bản ${VERSION} này. Bộ cài dừng lại; chương trình và dữ liệu vẫn nguyên như cũ." "Version $0 is installed, which is newer than this ${VERSION}. Setup stops; the program and the data are as they were."
${Say} Running "Chương trình đang mở. Hãy đóng mọi cửa sổ của nó rồi chạy lại bộ cài." "The program is open. Close all its windows and run setup again."
${Say} NoRights "Cài cho mọi người dùng cần quyền quản trị. Hãy chạy bộ cài bằng tài khoản quản trị, hoặc bỏ /ALLUSERS." "Installing for all users needs an administrator. Run setup as one, or leave out /ALLUSERS."
${Say} NotOurs "Thư mục $INSTDIR có thư mục con “program” không phải của chương trình này. Hãy chọn thư mục khác." "The folder $INSTDIR holds a folder “program” that is not ours. Choose another folder."
${Say} BackingUp "Đang sao lưu dữ liệu trước khi cập nhật…" "Backing up the data before the update…"
${Say} NoBackup "Không sao lưu được dữ liệu nên chưa cập nhật; mọi thứ vẫn như cũ. Vẫn cập nhật mà không sao lưu?" "The data could not be backed up, so nothing was updated; all is as it was. Update without a backup?"
${Say} Checking "Đang kiểm tra các tệp vừa chép…" "Checking the files just copied…"
${Say} NotWhole "Có tệp không chép được trọn vẹn (ổ đĩa đầy, hoặc phần mềm diệt vi-rút đã giữ lại). Phiên bản cũ và dữ liệu vẫn nguyên." "Some files could not be copied whole (disk full, or held back by the virus scanner). The earlier version and the data are as they were."
${Say} NotRenamed "Không thay được thư mục chương trình vì có tệp đang bị giữ. Phiên bản cũ và dữ liệu vẫn nguyên; hãy khởi động lại máy rồi thử lại." "The program folder could not be replaced because a file in it is held. The earlier version and the data are as they were; restart the computer and try again."
${Say} DataStay "Đã gỡ chương trình. Dữ liệu của bạn vẫn còn nguyên trong thư mục:$\r$\n$LOCALAPPDATA\${APP}$\r$\nMuốn bỏ hẳn thì tự xóa thư mục ấy." "The program was removed. Your data are kept in the folder:$\r$\n$LOCALAPPDATA\${APP}$\r$\nTo be rid of them, delete that folder yourself."
${Say} BeforeRemoving "Gỡ chương trình khỏi máy. Dữ liệu trong $LOCALAPPDATA\${APP} được giữ lại." "Removes the program from this computer. The data in $LOCALAPPDATA\${APP} are kept."

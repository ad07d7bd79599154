# page_files.cmake — the files of the studio's page as bytes in a source file.
#
# page_files(TARGET FOLDER): every file of the folder becomes a row of PAGE_FILES (page_files.h) in the target.
function(page_files target folder)
  file(GLOB names CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/${folder} ${folder}/*.html ${folder}/*.css ${folder}/*.js
       ${folder}/*.svg)
  set(arrays "")
  set(rows "")
  set(index 0)
  foreach(name ${names})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${name})
    file(READ ${folder}/${name} bytes HEX)
    string(LENGTH "${bytes}" n_digits)
    math(EXPR n_bytes "${n_digits} / 2")
    string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
    string(APPEND arrays "static const char FILE_${index}[] = {\n${bytes}0};\n")
    string(APPEND rows "    {\"${name}\", FILE_${index}, ${n_bytes}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  set(generated ${CMAKE_BINARY_DIR}/generated/studio_page_files.c)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT
"// Written by CMake from @folder@.
#include \"engine/studio/page_files.h\"

@arrays@
const PageFile PAGE_FILES[] = {
@rows@    {0},
};
")
  target_sources(${target} PRIVATE ${generated})
endfunction()

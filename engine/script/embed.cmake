# embed.cmake — films and modules written in Lua go into the program as bytes.
#
#   embed_lua(TARGET NAME FILMS folder… [MODULES folder…])
#
# gives the target a source that defines, as engine/script/folder.h has them,
#   const EmbeddedFilm NAME_FILMS[]    a film for each of the folders that has a film.lua or a scene (NN_*.lua), with all
#                                      files in and below it but those in C
#   const EmbeddedFile NAME_MODULES[]  the Lua files of the folders of modules
# Folders are relative to the root of the sources. A new file or folder needs no other line anywhere.
#
# Run as a script (cmake -P), it writes that source: OUTPUT, from ROOT, NAME, FILMS and MODULES.

function(embed_lua target name)
  cmake_parse_arguments(PARSE_ARGV 2 embed "" "" "FILMS;MODULES")
  set(output ${CMAKE_BINARY_DIR}/generated/${name}.c)
  set(patterns ${embed_MODULES})
  list(TRANSFORM patterns APPEND "/*.lua")
  set(modules "")
  if(patterns)
    file(GLOB modules CONFIGURE_DEPENDS ${patterns})
  endif()
  set(patterns ${embed_FILMS})
  list(TRANSFORM patterns APPEND "/*")
  file(GLOB_RECURSE files CONFIGURE_DEPENDS LIST_DIRECTORIES false ${patterns})
  list(FILTER files EXCLUDE REGEX "\\.[ch]$")
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR} -DNAME=${name} "-DFILMS=${embed_FILMS}"
            "-DMODULES=${embed_MODULES}" -DOUTPUT=${output} -P ${CMAKE_CURRENT_FUNCTION_LIST_FILE}
    DEPENDS ${files} ${modules} ${CMAKE_CURRENT_FUNCTION_LIST_FILE}
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()
cmake_policy(VERSION 3.25)

set(arrays "")
set(n_arrays 0)

# Adds an array with the file's bytes; `row` becomes the row of a table for it.
function(add_file path shown row)
  file(READ ${path} bytes HEX)
  string(LENGTH "${bytes}" n_digits)
  math(EXPR n_bytes "${n_digits} / 2")
  string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND arrays "static const unsigned char file_${n_arrays}[] = {\n${bytes}0};\n")
  set(arrays "${arrays}" PARENT_SCOPE)
  set(${row} "    {\"${shown}\", (const char *)file_${n_arrays}, ${n_bytes}},\n" PARENT_SCOPE)
  math(EXPR n_arrays "${n_arrays} + 1")
  set(n_arrays ${n_arrays} PARENT_SCOPE)
endfunction()

set(tables "")
set(films "")
foreach(folder ${FILMS})
  file(GLOB scenes ${ROOT}/${folder}/film.lua ${ROOT}/${folder}/[0-9][0-9]*_*.lua)
  if(NOT scenes)
    continue()
  endif()
  file(GLOB_RECURSE files LIST_DIRECTORIES false RELATIVE ${ROOT}/${folder} ${ROOT}/${folder}/*)
  list(FILTER files EXCLUDE REGEX "\\.[ch]$")
  list(SORT files)
  get_filename_component(film ${folder} NAME)
  string(MAKE_C_IDENTIFIER film_${film} symbol)
  string(APPEND tables "static const EmbeddedFile ${symbol}[] = {\n")
  foreach(file ${files})
    add_file(${ROOT}/${folder}/${file} ${file} row)
    string(APPEND tables "${row}")
  endforeach()
  string(APPEND tables "    {0},\n};\n")
  string(APPEND films "    {\"${film}\", \"${folder}\", ${symbol}},\n")
endforeach()

set(modules "")
foreach(folder ${MODULES})
  file(GLOB files RELATIVE ${ROOT}/${folder} ${ROOT}/${folder}/*.lua)
  list(SORT files)
  foreach(file ${files})
    add_file(${ROOT}/${folder}/${file} ${file} row)
    string(APPEND modules "${row}")
  endforeach()
endforeach()

file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT
"// Written by CMake from files in Lua and what lies beside them.
#include \"engine/script/folder.h\"

@arrays@
@tables@
extern const EmbeddedFilm @NAME@_FILMS[];
const EmbeddedFilm @NAME@_FILMS[] = {
@films@    {0},
};

extern const EmbeddedFile @NAME@_MODULES[];
const EmbeddedFile @NAME@_MODULES[] = {
@modules@    {0},
};
")

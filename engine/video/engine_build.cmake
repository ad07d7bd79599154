# Writes OUTPUT: a C file with the hash of all SOURCES and of BUILD.
set(all "${BUILD}")
foreach(source ${SOURCES})
  file(SHA256 ${source} hash)
  string(APPEND all ${hash})
endforeach()
string(SHA256 hash "${all}")
file(WRITE ${OUTPUT} "extern const char ENGINE_BUILD[];\nconst char ENGINE_BUILD[] = \"${hash}\";\n")

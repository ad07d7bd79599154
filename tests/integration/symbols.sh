# What the program calls its functions and tables. One that a library has too would stand in for the library's own in
# the whole process, as a scene's `wait` did for libc's; and a function of one word is a name that others could want.
gptreel=$1

# exported FILE…: what they define for others, as "T name"; not what a header of C++ leaves in each of its users, which is
# weak
exported() {
    nm -g --defined-only "$@" | awk 'NF == 3 && $2 !~ /[VWu]/ { sub(/@.*/, "", $3); print $2, $3 }' | sort -u
}

# complaints FILE…: names of ours that are not to be
complaints() {
    exported "$@" >ours.txt
    awk '{ print $2 }' ours.txt | sort -u | comm -12 - theirs.txt | sed 's/$/: a library has this name too/'
    awk '$1 == "T" && $2 !~ /_/ { print $2 ": one word" }' ours.txt
}

ldd "$gptreel" | awk '$3 ~ /^\// { print $3 }' >libraries.txt
nm -D --defined-only $(cat libraries.txt) | awk 'NF == 3 { sub(/@.*/, "", $3); print $3 }' | sort -u >theirs.txt
for name in wait cairo_create malloc avcodec_open2; do
    grep -qx $name theirs.txt || { echo "the libraries should have $name"; exit 1; }
done

# What is wrong is noticed.
printf 'int wait(void);\nint wait(void) { return 0; }\nint shout(void);\nint shout(void) { return 0; }\n' >wrong.c
cc -c wrong.c -o wrong.o
complaints wrong.o >found.txt
printf 'wait: a library has this name too\nshout: one word\nwait: one word\n' | diff found.txt -

complaints "$(dirname "$gptreel")"/lib*.a >found.txt
[ "$(wc -l <ours.txt)" -gt 500 ] || { echo "there should be more symbols than $(wc -l <ours.txt)"; exit 1; }
if [ -s found.txt ]; then cat found.txt; exit 1; fi

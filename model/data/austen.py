# austen.py — Jane Austen's six novels out of Debian's package r-cran-janeaustenr, to standard output, without R.
#
#     apt-get download r-cran-janeaustenr && dpkg-deb -x r-cran-janeaustenr_*.deb austen
#     python3 model/data/austen.py austen >austen.txt
import io
import pathlib
import struct
import sys
import zlib

RDB = "usr/lib/R/site-library/janeaustenr/data/Rdata.rdb"
# Their first lines, in the order that they are to have.
NOVELS = ["SENSE AND SENSIBILITY", "PRIDE AND PREJUDICE", "MANSFIELD PARK", "EMMA", "NORTHANGER ABBEY", "Persuasion"]
CHARSXP, STRSXP = 9, 16  # R's numbers for a string and for a vector of strings


def values(rdb):
    """The values in an .rdb file: each a length, which zlib does not need, and a zlib stream."""
    while rdb:
        unpack = zlib.decompressobj()
        yield unpack.decompress(rdb[4:])
        rdb = unpack.unused_data


def strings(value):
    """Those of one vector, as R serializes it: "X\\n", the format's version, two of R, an encoding, the vector."""
    stream = io.BytesIO(value)

    def number():
        return struct.unpack(">i", stream.read(4))[0]

    def expect(kind):
        if number() & 0xFF != kind:
            sys.exit("austen.py: a novel is not a vector of strings; is this another version of the package?")

    stream.seek(2)
    version, _, _ = number(), number(), number()
    if version == 3:
        stream.read(number())
    expect(STRSXP)
    for _ in range(number()):
        expect(CHARSXP)
        yield stream.read(number())


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: python3 austen.py FOLDER >austen.txt; FOLDER is the unpacked package")
    rdb = pathlib.Path(sys.argv[1]) / RDB
    if not rdb.is_file():
        sys.exit(f"austen.py: there is no {rdb}; unpack the package with dpkg-deb -x, and name that folder")
    novels = [list(strings(value)) for value in values(rdb.read_bytes())]
    novels.sort(key=lambda novel: NOVELS.index(novel[0].decode()))
    for novel in novels:
        sys.stdout.buffer.writelines(line + b"\n" for line in novel)


main()

# Sourced by the tests that leave something out in builds with sanitizers; wants $gptreel.
has_sanitizers() { readelf -d "$gptreel" | grep -q -e libasan -e libtsan; }

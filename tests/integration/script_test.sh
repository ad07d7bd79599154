# A film's own tests: scenes built from fixture runs on any canvas, and asked for what they are.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

rm -rf talk
mkdir -p talk/fixtures
cp -r "$2"/model/runs/ladder/bigram talk/fixtures/short
cat >talk/film.lua <<'LUA'
return { gptreel = 1, runs = { main = "shakespeare" }, params = { greeting = "Hello", n = 2 } }
LUA
cat >talk/01_hello.lua <<'LUA'
return scene("Hello", function(run)
    local hello, size = heading(params.greeting), line("${run.n_params:,d} parameters")
    spoken("hello", "One two three four five six.", function() appear(hello) end)
    click()
    for _ = 1, params.n do hold(1) end
    leave(hello)
    appear(size)
    hold(1)
end)
LUA
cat >talk/02_long.lua <<'LUA'
return scene("Long", { needs = "generation" }, function(run) appear(line("${run.generation[1].text}")) hold(1) end)
LUA
cat >talk/test_hello.lua <<'LUA'
test("the words", function(film)
    local scene = film:scene "01_hello"
    assert(scene.clicks == 1 and #scene.cues == 1 and scene.cues[1] == "hello", "one line, one click")
    assert(scene:shows("Hello", 1) and not scene:shows("Hello", scene.seconds))
    assert(#scene:texts(scene.seconds) == 1)
end)
test("another run, canvas and greeting", { run = "fixtures/short", canvas = "tall", set = { greeting = "Hi", n = 3 } },
    function(film)
        local scene = film:scene "01_hello"
        assert(scene:shows("Hi", 1) and scene:shows("4,225 parameters", scene.seconds))
        assert(film:error "02_long":find("needs `generation`", 1, true))
    end)
LUA
"$gptreel" test talk >said
grep -qx 'talk/test_hello.lua: 2 passed' said
cat >talk/test_wrong.lua <<'LUA'
test("fine", function() end)
test("a wrong length", function(film)
    local scene = film:scene "01_hello"
    assert(scene.seconds == 100, "it does not last 100 s")
end)
print "between two tests"
test("fine as well", function() print "within a test" end)
test("another way to end", function() while true do end end)
test("the last one", function() end)
LUA
code=0
"$gptreel" test talk >said 2>complaint || code=$?
[ $code = 1 ]
grep -qx 'talk/test_wrong.lua: 3 passed, 2 failed' said # a test that fails is not the last
grep -qx '  test "a wrong length": talk/test_wrong.lua:4: it does not last 100 s' said
grep -q '^  test "another way to end": talk/test_wrong.lua:8: ' said
[ "$(grep -c 'between two tests' said)" = 1 ] && [ "$(grep -c 'within a test' said)" = 1 ]
grep -q 'talk/test_hello.lua: 2 passed' said
grep -qx 'gptreel test: 1 of 2 files of tests failed' complaint
"$gptreel" test talk --json >said 2>complaint || :
grep -q '{"file": "talk/test_wrong.lua", "line": 4, "what": "it does not last 100 s", "remedy": "mend the film, or the test", "test": "a wrong length", "passed": 3}' said
grep -q '"test": "another way to end", "passed": 3}' said
grep -q '{"file": "talk/test_hello.lua", "passed": 2}' said
"$gptreel" test talk --verbose >said 2>complaint || :
grep -A1 'it does not last' said | grep -q '^    talk/test_wrong.lua:4 in the function of line 2$'
cat >talk/test_wrong.lua <<'LUA'
test("no such scene", function(film) film:scene "03_none" end)
LUA
"$gptreel" test talk >said 2>complaint || :
grep -q 'test_wrong.lua:1: the film talk has no scene "03_none"' said
cat >talk/test_wrong.lua <<'LUA'
test("outer", function() test("inner", function() end) end)
test("fine", function() end)
error("nothing runs behind this", 0)
test("never", function() end)
LUA
"$gptreel" test talk >said 2>complaint || :
grep -qx 'talk/test_wrong.lua: 1 passed, 2 failed' said
grep -qx '  test "outer": talk/test_wrong.lua:1: a test stands within the test "outer"; write it behind it' said
grep -q '^  outside of tests: .*nothing runs behind this' said
refused 1 'there is no folder none; tests stand beside' test none
mkdir -p empty
refused 1 'empty has no tests; write one as test_name.lua' test empty

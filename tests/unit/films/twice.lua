return function(f) f() f() end

module example.com/bench

go 1.26

require example.com/handler v0.0.0

replace example.com/handler => ../../../examples/go

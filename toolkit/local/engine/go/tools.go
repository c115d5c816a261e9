//go:build tools

// Package engine pins the Pulumi CLI and everything it is built from: see buildPulumi.ts.
package engine

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"

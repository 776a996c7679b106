package main

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// values is what a package's names stand for: constants, variables, parameters of a call that is looked into.
type values struct {
	names map[string]ast.Expr
	outer *values
}

func (v *values) get(name string) ast.Expr {
	for ; v != nil; v = v.outer {
		if e, ok := v.names[name]; ok {
			return e
		}
	}
	return nil
}

// elsewhere holds the constants of all packages read, by package name and name, for names like pkg.Namespace.
var elsewhere = map[string]ast.Expr{}

// bound replaces a name of the caller by what it stands for there.
func bound(e ast.Expr, env *values) ast.Expr {
	if id, ok := e.(*ast.Ident); ok {
		if value := env.get(id.Name); value != nil {
			return value
		}
	}
	return e
}

// text is a constant string.
func (r *reader) text(e ast.Expr, env *values) (string, bool) { return textOf(e, env, 0) }

func textOf(e ast.Expr, env *values, depth int) (string, bool) {
	if depth > 12 {
		return "", false
	}
	switch x := e.(type) {
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			s, err := strconv.Unquote(x.Value)
			return s, err == nil
		}
	case *ast.ParenExpr:
		return textOf(x.X, env, depth+1)
	case *ast.BinaryExpr:
		a, okA := textOf(x.X, env, depth+1)
		b, okB := textOf(x.Y, env, depth+1)
		return a + b, okA && okB && x.Op == token.ADD
	case *ast.Ident:
		if value := env.get(x.Name); value != nil && value != e {
			return textOf(value, env, depth+1)
		}
	case *ast.SelectorExpr:
		if pkg, ok := x.X.(*ast.Ident); ok {
			if value := elsewhere[pkg.Name+"."+x.Sel.Name]; value != nil {
				return textOf(value, env, depth+1)
			}
		}
	case *ast.CallExpr:
		if calleeName(x) == "BuildFQName" && len(x.Args) == 3 {
			parts := []string{}
			for _, arg := range x.Args {
				part, ok := textOf(arg, env, depth+1)
				if !ok {
					return "", false
				}
				if part != "" {
					parts = append(parts, part)
				}
			}
			return strings.Join(parts, "_"), true
		}
		if len(x.Args) == 1 && calleeName(x) == "string" {
			return textOf(x.Args[0], env, depth+1)
		}
	}
	return "", false
}

// list is a constant list of strings; nil where it is not constant.
func (r *reader) list(e ast.Expr, env *values) []string { return listOf(e, env, 0) }

func listOf(e ast.Expr, env *values, depth int) []string {
	if depth > 12 {
		return nil
	}
	switch x := e.(type) {
	case *ast.Ident:
		if x.Name == "nil" {
			return []string{}
		}
		if value := env.get(x.Name); value != nil && value != e {
			return listOf(value, env, depth+1)
		}
	case *ast.SelectorExpr:
		if pkg, ok := x.X.(*ast.Ident); ok {
			if value := elsewhere[pkg.Name+"."+x.Sel.Name]; value != nil {
				return listOf(value, env, depth+1)
			}
		}
	case *ast.CompositeLit:
		labels := []string{}
		for _, element := range x.Elts {
			label, ok := textOf(element, env, depth+1)
			if !ok {
				return nil
			}
			labels = append(labels, label)
		}
		return labels
	case *ast.CallExpr:
		if calleeName(x) == "append" {
			labels := listOf(x.Args[0], env, depth+1)
			for _, arg := range x.Args[1:] {
				label, ok := textOf(arg, env, depth+1)
				if labels == nil {
					return nil
				}
				if ok {
					labels = append(labels, label)
				} else if more := listOf(arg, env, depth+1); more != nil && x.Ellipsis.IsValid() {
					labels = append(labels, more...)
				} else {
					return nil
				}
			}
			return labels
		}
	}
	return nil
}

// withConstant adds the names of constant labels.
func (r *reader) withConstant(labels []string, e ast.Expr, env *values) []string {
	if id, ok := e.(*ast.Ident); ok && id.Name == "nil" {
		return labels
	}
	if id, ok := e.(*ast.Ident); ok {
		if value := env.get(id.Name); value != nil {
			e = value
		}
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok || labels == nil {
		return nil
	}
	for _, element := range lit.Elts {
		kv, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return nil
		}
		name, known := r.text(kv.Key, env)
		if !known {
			return nil
		}
		labels = append(labels, name)
	}
	return labels
}

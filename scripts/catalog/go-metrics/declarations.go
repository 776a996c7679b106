package main

import (
	"go/ast"
	"strings"
)

func constructor(name string) string {
	switch strings.TrimSuffix(strings.TrimSuffix(name, "Vec"), "Func") {
	case "NewCounter", "MustNewCounter":
		return "counter"
	case "NewGauge", "MustNewGauge":
		return "gauge"
	case "NewHistogram":
		return "histogram"
	case "NewSummary":
		return "summary"
	case "NewUntyped":
		return "untyped"
	case "NewDesc":
		return "desc"
	}
	return ""
}

func (r *reader) declaration(call *ast.CallExpr, env *values, stack []ast.Node) {
	name := calleeName(call)
	kind := constructor(name)
	if kind == "" || (kind == "desc" && len(call.Args) < 4) || (kind != "desc" && len(call.Args) > 0 && !isOptions(call.Args[0])) {
		if maker := r.makers[name]; maker != nil && r.declaresFromParameters(maker) {
			inner := &values{names: map[string]ast.Expr{}, outer: env}
			i := 0
			for _, field := range maker.Type.Params.List {
				for _, param := range field.Names {
					if i < len(call.Args) {
						inner.names[param.Name] = bound(call.Args[i], env)
					}
					if _, variadic := field.Type.(*ast.Ellipsis); variadic {
						elements := []ast.Expr{}
						for _, arg := range call.Args[min(i, len(call.Args)):] {
							elements = append(elements, bound(arg, env))
						}
						inner.names[param.Name] = &ast.CompositeLit{Type: &ast.ArrayType{}, Elts: elements}
					}
					i++
				}
			}
			ast.Inspect(maker.Body, func(n ast.Node) bool {
				if made, ok := n.(*ast.CallExpr); ok && constructor(calleeName(made)) != "" {
					r.declaration(made, inner, append(append([]ast.Node{}, stack...), call))
				}
				return true
			})
		}
		return
	}
	m := metric{Type: kind, File: r.file}
	ok := false
	if kind == "desc" {
		m.Name, ok = r.text(call.Args[0], env)
		m.Help, _ = r.text(call.Args[1], env)
		m.Labels = r.list(call.Args[2], env)
		m.Labels = r.withConstant(m.Labels, call.Args[3], env)
		m.Type = r.kindOf(call, stack)
	} else if len(call.Args) > 0 {
		options, isLit := call.Args[0].(*ast.CompositeLit)
		if !isLit {
			return
		}
		parts := []string{}
		ok = true
		for _, key := range []string{"Namespace", "Subsystem", "Name"} {
			if e := field(options, key); e != nil {
				part, known := r.text(e, env)
				ok = ok && known
				if part != "" {
					parts = append(parts, part)
				}
			}
		}
		m.Name = strings.Join(parts, "_")
		if e := field(options, "Help"); e != nil {
			m.Help, _ = r.text(e, env)
		}
		m.Labels = []string{}
		if strings.HasSuffix(name, "Vec") && len(call.Args) > 1 {
			m.Labels = r.list(call.Args[1], env)
		}
		if e := field(options, "ConstLabels"); e != nil {
			m.Labels = r.withConstant(m.Labels, e, env)
		}
	}
	if !ok || m.Name == "" {
		r.unknown++
		return
	}
	if m.Type == "" {
		m.Type = "gauge"
		if strings.HasSuffix(m.Name, "_total") {
			m.Type = "counter"
		}
	}
	if known, exists := r.metrics[m.Name]; !exists || better(m, known) {
		r.metrics[m.Name] = m
	}
}

// better chooses between two declarations of one name, the same one in whatever order they come: the one that says more.
func better(a, b metric) bool {
	if (a.Labels == nil) != (b.Labels == nil) {
		return b.Labels == nil
	}
	if len(a.Labels) != len(b.Labels) {
		return len(a.Labels) > len(b.Labels)
	}
	return a.File+a.Help+strings.Join(a.Labels, ",") < b.File+b.Help+strings.Join(b.Labels, ",")
}

func isOptions(e ast.Expr) bool {
	lit, ok := e.(*ast.CompositeLit)
	return ok && strings.HasSuffix(lastName(lit.Type), "Opts")
}

// kindOf is the type that a description is used with: beside it in a literal, or where its variable or field is read.
func (r *reader) kindOf(call *ast.CallExpr, stack []ast.Node) string {
	for i := len(stack) - 1; i >= 0 && i >= len(stack)-6; i-- {
		switch n := stack[i].(type) {
		case *ast.CallExpr:
			for _, arg := range n.Args {
				if kind := valueType(arg); kind != "" {
					return kind
				}
			}
			switch calleeName(n) {
			case "MustNewConstHistogram", "NewConstHistogram":
				return "histogram"
			case "MustNewConstSummary", "NewConstSummary":
				return "summary"
			}
		case *ast.CompositeLit:
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok {
					e = kv.Value
				}
				if kind := valueType(e); kind != "" {
					return kind
				}
			}
		case *ast.KeyValueExpr:
			if kind := r.kind(lastName(n.Key)); kind != "" {
				return kind
			}
		case *ast.AssignStmt:
			if len(n.Lhs) == 1 {
				if kind := r.kind(lastName(n.Lhs[0])); kind != "" {
					return kind
				}
			}
		case *ast.ValueSpec:
			for j, value := range n.Values {
				if value == call || len(n.Values) == 1 {
					if kind := r.kind(n.Names[j].Name); kind != "" {
						return kind
					}
				}
			}
		}
	}
	return ""
}

func valueType(e ast.Expr) string {
	switch lastName(e) {
	case "CounterValue":
		return "counter"
	case "GaugeValue":
		return "gauge"
	case "UntypedValue":
		return "untyped"
	}
	return ""
}

func calleeName(call *ast.CallExpr) string { return lastName(call.Fun) }

func lastName(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	case *ast.IndexExpr:
		return lastName(x.X)
	case *ast.StarExpr:
		return lastName(x.X)
	}
	return ""
}

func field(lit *ast.CompositeLit, name string) ast.Expr {
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok && lastName(kv.Key) == name {
			return kv.Value
		}
	}
	return nil
}

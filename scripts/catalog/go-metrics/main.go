// main.go FOLDER...: the metrics that Go source declares with client_golang, as JSON: name, type, help, labels (null where they are
// not constant). A declaration whose name is not constant is left out and counted on stderr. Needs only the standard library.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

type metric struct {
	Name   string   `json:"name"`
	Type   string   `json:"type"`
	Help   string   `json:"help"`
	Labels []string `json:"labels"`
	File   string   `json:"file"` // its name, without folders
}

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

type reader struct {
	files   map[string]*ast.File
	file    string
	pkg     *values
	makers  map[string]*ast.FuncDecl // functions that only return a declaration made of their parameters
	kinds   map[string]string        // the value type that a description's variable or field is used with, by file and name, and by name
	metrics map[string]metric
	unknown int
}

// elsewhere holds the constants of all packages read, by package name and name, for names like pkg.Namespace.
var elsewhere = map[string]ast.Expr{}

func main() {
	found := map[string]metric{}
	unknown := 0
	var readers []*reader
	for _, folder := range os.Args[1:] {
		packages := map[string]*reader{}
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || !onLinux(path) {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			key := filepath.Dir(path)
			if packages[key] == nil {
				packages[key] = &reader{files: map[string]*ast.File{}, pkg: &values{names: map[string]ast.Expr{}}, makers: map[string]*ast.FuncDecl{}, kinds: map[string]string{}, metrics: found}
				readers = append(readers, packages[key])
			}
			packages[key].files[filepath.Base(path)] = file
			return nil
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	for _, r := range readers {
		r.collect()
	}
	for _, r := range readers {
		r.read()
		unknown += r.unknown
	}
	list := make([]metric, 0, len(found))
	for _, m := range found {
		list = append(list, m)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	fmt.Fprintf(os.Stderr, "%d metrics, %d declarations without a constant name\n", len(list), unknown)
	json.NewEncoder(os.Stdout).Encode(list)
}

func onLinux(path string) bool {
	base := strings.TrimSuffix(filepath.Base(path), ".go")
	for _, other := range []string{"_darwin", "_freebsd", "_netbsd", "_openbsd", "_solaris", "_dragonfly", "_aix", "_windows", "_bsd", "_notlinux", "_netbsd_common", "_darwin_cgo"} {
		if strings.HasSuffix(base, other) || strings.Contains(base, other+"_") {
			return false
		}
	}
	return true
}

// collect notes constants, variables and makers of a package, and how descriptions are used.
func (r *reader) collect() {
	for _, path := range r.sorted() {
		file := r.files[path]
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if vs, ok := spec.(*ast.ValueSpec); ok {
						for i, name := range vs.Names {
							if i < len(vs.Values) {
								r.pkg.names[name.Name] = vs.Values[i]
								elsewhere[file.Name.Name+"."+name.Name] = vs.Values[i]
							}
						}
					}
				}
			case *ast.FuncDecl:
				if d.Body != nil && len(d.Body.List) == 1 && len(d.Type.Params.List) > 0 {
					if ret, ok := d.Body.List[0].(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
						r.makers[d.Name.Name] = d
					}
				}
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 1 {
				switch calleeName(call) {
				case "MustNewConstMetric", "NewConstMetric", "MustNewConstHistogram", "NewConstHistogram", "MustNewConstSummary", "NewConstSummary", "NewLazyConstMetric", "NewLazyMetricWithTimestamp":
					kind := valueType(call.Args[1])
					if strings.Contains(calleeName(call), "Histogram") {
						kind = "histogram"
					} else if strings.Contains(calleeName(call), "Summary") {
						kind = "summary"
					}
					if name := lastName(call.Args[0]); name != "" && kind != "" {
						r.kinds[path+" "+name] = kind
						if other, used := r.kinds[name]; used && other != kind {
							kind = "" // files use the name for different things
						}
						r.kinds[name] = kind
					}
				}
			}
			return true
		})
	}
}

// sorted is the files' names in a fixed order, so that the same source always gives the same metrics.
func (r *reader) sorted() []string {
	names := make([]string, 0, len(r.files))
	for name := range r.files {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// kind is what the name of a description is used with, in its own file or else in its package.
func (r *reader) kind(name string) string {
	if kind, ok := r.kinds[r.file+" "+name]; ok {
		return kind
	}
	return r.kinds[name]
}

func (r *reader) read() {
	for _, name := range r.sorted() {
		file := r.files[name]
		r.file = name
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
				r.walk(fn.Body, r.locals(fn))
				continue
			}
			r.walk(decl, r.pkg)
		}
	}
}

func (r *reader) declaresFromParameters(fn *ast.FuncDecl) bool {
	params := map[string]bool{}
	for _, field := range fn.Type.Params.List {
		for _, name := range field.Names {
			params[name.Name] = true
		}
	}
	uses := false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && constructor(calleeName(call)) != "" {
			ast.Inspect(call, func(m ast.Node) bool {
				if id, ok := m.(*ast.Ident); ok && params[id.Name] {
					uses = true
				}
				return true
			})
		}
		return true
	})
	return uses
}

// locals are the names that a function assigns once from a constant expression; its parameters are not constant.
func (r *reader) locals(fn *ast.FuncDecl) *values {
	v := &values{names: map[string]ast.Expr{}, outer: r.pkg}
	seen := map[string]bool{}
	for _, field := range fn.Type.Params.List {
		for _, name := range field.Names {
			v.names[name.Name], seen[name.Name] = &ast.BadExpr{}, true
		}
	}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch s := n.(type) {
		case *ast.AssignStmt:
			if len(s.Lhs) == len(s.Rhs) {
				for i, lhs := range s.Lhs {
					if id, ok := lhs.(*ast.Ident); ok {
						if seen[id.Name] {
							v.names[id.Name] = &ast.BadExpr{}
						} else {
							v.names[id.Name] = s.Rhs[i]
						}
						seen[id.Name] = true
					}
				}
			}
		case *ast.ValueSpec:
			for i, id := range s.Names {
				if i < len(s.Values) {
					v.names[id.Name] = s.Values[i]
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{s.Key, s.Value} {
				if id, ok := e.(*ast.Ident); ok {
					v.names[id.Name], seen[id.Name] = &ast.BadExpr{}, true
				}
			}
		}
		return true
	})
	return v
}

// walk finds declarations below a node; the stack tells what a description is assigned to.
func (r *reader) walk(root ast.Node, env *values) {
	var stack []ast.Node
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if call, ok := n.(*ast.CallExpr); ok {
			r.declaration(call, env, stack)
		}
		stack = append(stack, n)
		return true
	})
}

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

// bound replaces a name of the caller by what it stands for there.
func bound(e ast.Expr, env *values) ast.Expr {
	if id, ok := e.(*ast.Ident); ok {
		if value := env.get(id.Name); value != nil {
			return value
		}
	}
	return e
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

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
	"strings"
)

type metric struct {
	Name   string   `json:"name"`
	Type   string   `json:"type"`
	Help   string   `json:"help"`
	Labels []string `json:"labels"`
	File   string   `json:"file"` // its name, without folders
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

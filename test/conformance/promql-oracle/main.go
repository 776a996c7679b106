// Judges PromQL as Prometheus does: reads JSON strings, writes for each whether it parses, its canonical and its formatted text,
// and its tree with every operand bracketed.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/prometheus/prometheus/promql/parser"
)

type verdict struct {
	OK     bool   `json:"ok"`
	Error  string `json:"error,omitempty"`
	String string `json:"string,omitempty"`
	Pretty string `json:"pretty,omitempty"`
	Type   string `json:"type,omitempty"`
	Tree   string `json:"tree,omitempty"`
	// Whether String parses back to the same tree; it does not always.
	Faithful bool `json:"faithful,omitempty"`
}

func main() {
	p := parser.NewParser(parser.Options{EnableExperimentalFunctions: true, ExperimentalDurationExpr: true, EnableExtendedRangeSelectors: true, EnableBinopFillModifiers: true})
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	dec := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for {
		var text string
		if dec.Decode(&text) != nil {
			return
		}
		enc.Encode(judge(p, text))
	}
}

func judge(p parser.Parser, text string) (v verdict) {
	defer func() {
		if r := recover(); r != nil {
			v = verdict{Error: fmt.Sprintf("panic: %v", r)}
		}
	}()
	expr, err := p.ParseExpr(text)
	if err != nil {
		return verdict{Error: err.Error()}
	}
	v = verdict{OK: true, String: expr.String(), Pretty: parser.Prettify(expr), Type: string(expr.Type()), Tree: tree(expr)}
	again, err := p.ParseExpr(v.String)
	v.Faithful = err == nil && tree(again) == v.Tree
	return v
}

func tree(e parser.Expr) string {
	switch n := e.(type) {
	case *parser.NumberLiteral:
		return n.String()
	case *parser.StringLiteral:
		return n.String()
	case *parser.VectorSelector, *parser.MatrixSelector:
		return "<" + e.String() + ">"
	case *parser.SubqueryExpr:
		return "[" + tree(n.Expr) + "|" + n.ShortString() + "]"
	case *parser.ParenExpr:
		return "(" + tree(n.Expr) + ")"
	case *parser.UnaryExpr:
		return "{" + n.Op.String() + tree(n.Expr) + "}"
	case *parser.AggregateExpr:
		param := ""
		if n.Param != nil {
			param = tree(n.Param) + ", "
		}
		return n.ShortString() + "(" + param + tree(n.Expr) + ")"
	case *parser.Call:
		args := make([]string, len(n.Args))
		for i, a := range n.Args {
			args[i] = tree(a)
		}
		return n.Func.Name + "(" + strings.Join(args, ", ") + ")"
	case *parser.BinaryExpr:
		return "{" + tree(n.LHS) + " " + n.ShortString() + " " + tree(n.RHS) + "}"
	}
	return fmt.Sprintf("?%T", e)
}

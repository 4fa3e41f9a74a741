//! The trees of `hcl-edit` in the form of this module.

use hcl_edit::Span;
use hcl_edit::expr::{
    BinaryOperator, Expression as Tree, ForExpr, ObjectKey, TraversalOperator, UnaryOperator,
};
use hcl_edit::structure::{Body as BodyTree, Structure};
use hcl_edit::template::{Directive, Element, Strip, Template};

use super::heredoc::dedented;
use super::{Attribute, Block, Body, Expression, For, Kind, Operator, Part, Step};

/// The longest expression that is kept as it is written, in bytes.
const LONGEST: usize = 2_000;

/// A text whose trees are converted.
pub(super) struct Adapter<'a> {
    /// The text. Where it has `<<-`, ` <<` was parsed: the indentation is for `heredoc`.
    pub text: &'a str,
    /// The offset of its first byte.
    pub begin: usize,
}

/// A text with `${…}` in it that is no HCL itself, such as a text of JSON; `None` where it is broken.
pub fn template(text: &str, begin: usize) -> Option<Vec<Part>> {
    if !text.contains("${") && !text.contains("%{") {
        return Some(literal(text));
    }
    let template = hcl_edit::parser::parse_template(text).ok()?;
    Some(Adapter { text, begin }.parts(&template))
}

/// A text as the only piece.
pub(super) fn literal(text: &str) -> Vec<Part> {
    match text {
        "" => Vec::new(),
        _ => vec![Part::Text(text.to_owned())],
    }
}

impl Adapter<'_> {
    pub fn body(&self, tree: &BodyTree) -> Body {
        let mut body = Body::default();
        for structure in tree {
            match structure {
                Structure::Attribute(attribute) => body.attributes.push(Attribute {
                    name: attribute.key.as_str().to_owned(),
                    at: self.at(attribute),
                    value: self.expression(&attribute.value),
                }),
                Structure::Block(block) => body.blocks.push(Block {
                    kind: block.ident.as_str().to_owned(),
                    at: self.at(block),
                    labels: block.labels.iter().map(|l| l.as_str().to_owned()).collect(),
                    body: self.body(&block.body),
                }),
            }
        }
        body
    }

    fn at(&self, tree: &impl Span) -> usize {
        self.begin + tree.span().map_or(0, |span| span.start)
    }

    fn written(&self, tree: &impl Span) -> String {
        let span = tree.span().unwrap_or_default();
        let text = self.text.get(span).unwrap_or_default();
        if text.len() > LONGEST {
            return crate::syntax::source_line(text);
        }
        let words: Vec<&str> = text.lines().map(str::trim).collect();
        words.join(" ")
    }

    pub fn expression(&self, tree: &Tree) -> Expression {
        let kind = match tree {
            Tree::Null(_) => Kind::Null,
            Tree::Bool(flag) => Kind::Flag(*flag.value()),
            Tree::Number(number) => {
                let written = number.as_repr().map(|repr| repr.to_string());
                Kind::Number(written.unwrap_or_else(|| number.value().to_string()))
            }
            Tree::String(text) => Kind::Template(literal(text.value())),
            Tree::StringTemplate(template) => Kind::Template(self.elements(&mut template.iter())),
            Tree::HeredocTemplate(heredoc) => {
                let before = tree.span().and_then(|span| span.start.checked_sub(1));
                let marker = before.and_then(|at| self.text.get(at..at + 3));
                Kind::Template(match marker {
                    Some("<<-") => self.parts(&dedented(&heredoc.template)),
                    _ => self.parts(&heredoc.template),
                })
            }
            Tree::Array(items) => {
                Kind::List(items.iter().map(|item| self.expression(item)).collect())
            }
            Tree::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let key = match key {
                        ObjectKey::Ident(name) => {
                            Expression::new(self.at(name), Kind::Template(literal(name.as_str())))
                        }
                        ObjectKey::Expression(key) => self.key(key),
                    };
                    (key, self.expression(value.expr()))
                });
                Kind::Map(entries.collect())
            }
            Tree::Parenthesis(inner) => return self.expression(inner.inner()),
            Tree::Variable(name) => Kind::Name(name.as_str().to_owned()),
            Tree::Conditional(choice) => Kind::Choice(Box::new([
                self.expression(&choice.cond_expr),
                self.expression(&choice.true_expr),
                self.expression(&choice.false_expr),
            ])),
            Tree::FuncCall(call) => {
                let own = call.name.name.as_str();
                let names = call.name.namespace.iter().map(|name| name.as_str());
                let name: Vec<&str> = names.chain([own]).collect();
                let arguments = call.args.iter().map(|argument| self.expression(argument));
                Kind::Call(
                    name.join("::"),
                    arguments.collect(),
                    call.args.expand_final(),
                )
            }
            Tree::Traversal(path) => {
                let steps = path.operators.iter().map(|step| self.step(step.value()));
                Kind::Path(Box::new(self.expression(&path.expr)), steps.collect())
            }
            Tree::UnaryOp(operation) => {
                let inner = Box::new(self.expression(&operation.expr));
                match operation.operator.value() {
                    UnaryOperator::Neg => Kind::Negative(inner),
                    UnaryOperator::Not => Kind::Not(inner),
                }
            }
            Tree::BinaryOp(operation) => Kind::Binary(
                operator(*operation.operator.value()),
                Box::new([
                    self.expression(&operation.lhs_expr),
                    self.expression(&operation.rhs_expr),
                ]),
            ),
            Tree::ForExpr(tree) => Kind::For(Box::new(self.for_expression(tree))),
        };
        let written = match kind {
            Kind::Null
            | Kind::Flag(_)
            | Kind::Number(_)
            | Kind::Template(_)
            | Kind::List(_)
            | Kind::Map(_) => String::new(),
            _ => self.written(tree),
        };
        Expression {
            at: self.at(tree),
            written,
            kind,
        }
    }

    /// A key of a map, where a bare name is a text.
    fn key(&self, tree: &Tree) -> Expression {
        match tree {
            Tree::Variable(name) => {
                Expression::new(self.at(tree), Kind::Template(literal(name.as_str())))
            }
            _ => self.expression(tree),
        }
    }

    fn step(&self, step: &TraversalOperator) -> Step {
        match step {
            TraversalOperator::AttrSplat(_) => Step::EveryName,
            TraversalOperator::FullSplat(_) => Step::Every,
            TraversalOperator::GetAttr(name) => Step::Name(name.as_str().to_owned()),
            TraversalOperator::Index(index) => Step::Index(self.expression(index)),
            TraversalOperator::LegacyIndex(index) => Step::Index(Expression::new(
                self.begin,
                Kind::Number(index.value().to_string()),
            )),
        }
    }

    fn for_expression(&self, tree: &ForExpr) -> For {
        let intro = &tree.intro;
        For {
            key: intro.key_var.as_ref().map(|name| name.as_str().to_owned()),
            value: intro.value_var.as_str().to_owned(),
            collection: self.expression(&intro.collection_expr),
            result_key: tree.key_expr.as_ref().map(|key| self.expression(key)),
            result: Some(self.expression(&tree.value_expr)),
            grouping: tree.grouping,
            condition: tree.cond.as_ref().map(|cond| self.expression(&cond.expr)),
        }
    }

    pub fn parts(&self, template: &Template) -> Vec<Part> {
        self.elements(&mut template.iter())
    }

    fn elements(&self, elements: &mut dyn Iterator<Item = &Element>) -> Vec<Part> {
        let mut out = Vec::new();
        // Whether the next text loses the blanks that it begins with.
        let mut strip = false;
        for element in elements {
            match element {
                Element::Literal(text) => {
                    let text = text.value().as_str();
                    let text = if strip { text.trim_start() } else { text };
                    if !text.is_empty() {
                        out.push(Part::Text(text.to_owned()));
                    }
                    strip = false;
                }
                Element::Interpolation(value) => {
                    strip = stripped(&mut out, value.strip);
                    out.push(Part::Value(self.expression(&value.expr)));
                }
                Element::Directive(directive) => strip = self.directive(directive, &mut out),
            }
        }
        out
    }

    /// Adds a directive; whether the text behind it loses its first blanks.
    fn directive(&self, directive: &Directive, out: &mut Vec<Part>) -> bool {
        match directive {
            Directive::If(tree) => {
                let inner = stripped(out, tree.if_expr.strip);
                let mut yes = self.inner(&tree.if_expr.template, inner);
                let mut no = Vec::new();
                let end = tree.endif_expr.strip;
                let after = match &tree.else_expr {
                    Some(other) => {
                        let inner = stripped(&mut yes, other.strip);
                        no = self.inner(&other.template, inner);
                        stripped(&mut no, end)
                    }
                    None => stripped(&mut yes, end),
                };
                let condition = self.expression(&tree.if_expr.cond_expr);
                out.push(Part::If(Box::new((condition, yes, no))));
                after
            }
            Directive::For(tree) => {
                let inner = stripped(out, tree.for_expr.strip);
                let mut parts = self.inner(&tree.for_expr.template, inner);
                let after = stripped(&mut parts, tree.endfor_expr.strip);
                let intro = &tree.for_expr;
                let names = For {
                    key: intro.key_var.as_ref().map(|name| name.as_str().to_owned()),
                    value: intro.value_var.as_str().to_owned(),
                    collection: self.expression(&intro.collection_expr),
                    result_key: None,
                    result: None,
                    grouping: false,
                    condition: None,
                };
                out.push(Part::For(Box::new((names, parts))));
                after
            }
        }
    }

    fn inner(&self, template: &Template, strip: bool) -> Vec<Part> {
        let mut parts = self.parts(template);
        if strip && let Some(Part::Text(first)) = parts.first_mut() {
            *first = first.trim_start().to_owned();
        }
        parts
    }
}

/// Takes away the blanks before a marker with `~`; whether those behind it go too.
fn stripped(before: &mut [Part], strip: Strip) -> bool {
    if strip.strip_start()
        && let Some(Part::Text(text)) = before.last_mut()
    {
        text.truncate(text.trim_end().len());
    }
    strip.strip_end()
}

fn operator(operator: BinaryOperator) -> Operator {
    match operator {
        BinaryOperator::Eq => Operator::Equal,
        BinaryOperator::NotEq => Operator::Unequal,
        BinaryOperator::LessEq => Operator::AtMost,
        BinaryOperator::GreaterEq => Operator::AtLeast,
        BinaryOperator::Less => Operator::Less,
        BinaryOperator::Greater => Operator::Greater,
        BinaryOperator::Plus => Operator::Add,
        BinaryOperator::Minus => Operator::Subtract,
        BinaryOperator::Mul => Operator::Multiply,
        BinaryOperator::Div => Operator::Divide,
        BinaryOperator::Mod => Operator::Remainder,
        BinaryOperator::And => Operator::And,
        BinaryOperator::Or => Operator::Or,
    }
}

//! `carillon explain`: what a rule, or a reason that Apple gives, means.

use std::fmt::Write as _;

use payload::reason::{Retry, TokenFate};
use payload::{Code, Lang, Reason, Words};

use crate::args::Explain;
use crate::catalog::{self, Explained};
use crate::io::{Exit, Io};
use crate::nearest::nearest;

/// Explains each name, or lists everything that can be explained.
pub(crate) fn run(explain: &Explain, io: &mut Io<'_>) -> Exit {
    let lang = explain.lang.unwrap_or(io.lang);
    let mut out = String::new();
    let mut exit = Exit::Clean;
    if explain.is_list {
        list(&mut out, lang);
    }
    for name in &explain.names {
        if !out.is_empty() {
            out.push('\n');
        }
        if let Some(code) = Code::parse(&name.to_ascii_uppercase()) {
            rule(&mut out, code, lang);
        } else if let Some(known) = known_reason(name) {
            reason(&mut out, &known, lang);
        } else {
            exit = Exit::Unusable;
            io.complain(&unknown(name, lang));
        }
    }
    crate::finish(io, &out, exit)
}

/// The reason of that text, whatever its case.
fn known_reason(name: &str) -> Option<Reason> {
    let exact = Reason::from_wire(name);
    if !matches!(exact, Reason::Unknown(_)) {
        return Some(exact);
    }
    Reason::ALL
        .into_iter()
        .find(|reason| reason.as_str().eq_ignore_ascii_case(name))
}

fn unknown(name: &str, lang: Lang) -> String {
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let reasons: Vec<Reason> = Reason::ALL.into();
    let reasons = reasons.iter().map(Reason::as_str);
    match (nearest(name, codes.chain(reasons)), lang) {
        (Some(nearest), Lang::En) => {
            format!("there is no rule or reason {name:?}; did you mean {nearest}?")
        }
        (Some(nearest), Lang::Zh) => format!("没有规则或原因 {name:?}；是否想输入 {nearest}？"),
        (None, Lang::En) => {
            format!("there is no rule or reason {name:?}; carillon explain --list has them all")
        }
        (None, Lang::Zh) => {
            format!("没有规则或原因 {name:?}；carillon explain --list 可列出全部")
        }
    }
}

fn list(out: &mut String, lang: Lang) {
    for code in Code::ALL {
        let severity = catalog::severity_words(code.rule().severity).get(lang);
        let title = Explained::of(*code, lang).title;
        let _ = writeln!(out, "{:<5} {severity:<8} {title}", code.as_str());
    }
    out.push('\n');
    for reason in Reason::ALL {
        let (cause, _) = catalog::reason(&reason, lang);
        let _ = writeln!(out, "{} {:<28} {cause}", reason.status(), reason.as_str());
    }
}

fn rule(out: &mut String, code: Code, lang: Lang) {
    let text = Explained::of(code, lang);
    let severity = catalog::severity_words(code.rule().severity).get(lang);
    let _ = writeln!(out, "{} {severity}: {}\n", code.as_str(), text.title);
    let _ = writeln!(out, "  {}", text.message);
    for (what, message) in &text.cases {
        let _ = writeln!(out, "  {message} ({what})");
    }
    out.push('\n');
    line(out, WHY, text.why, lang);
    line(out, REMEDY, text.remedy, lang);
    if !text.fixes.is_empty() {
        line(out, FIXES, &text.fixes.join(" · "), lang);
    }
    if !text.push_types.is_empty() {
        let names: Vec<&str> = text.push_types.iter().map(|it| it.as_str()).collect();
        line(out, PUSH_TYPES, &names.join(", "), lang);
    }
    if !text.platforms.is_empty() {
        let names: Vec<&str> = text.platforms.iter().map(|it| it.as_str()).collect();
        line(out, PLATFORMS, &names.join(", "), lang);
    }
    let told: Vec<Reason> = Reason::ALL
        .into_iter()
        .filter(|reason| reason.caught_by().contains(&code))
        .collect();
    if !told.is_empty() {
        let names: Vec<&str> = told.iter().map(Reason::as_str).collect();
        line(out, APPLE_SAYS, &names.join(", "), lang);
    }
    line(out, PAGE, text.apple, lang);
}

fn reason(out: &mut String, reason: &Reason, lang: Lang) {
    let (cause, remedy) = catalog::reason(reason, lang);
    let _ = writeln!(out, "{} {}\n", reason.status(), reason.as_str());
    line(out, CAUSE, cause, lang);
    line(out, REMEDY, remedy, lang);
    line(out, RETRY, retry(reason.retry()).get(lang), lang);
    line(out, TOKEN, fate(reason.token_fate()).get(lang), lang);
    let others: Vec<&str> = reason.other_spellings().collect();
    if !others.is_empty() {
        line(out, SPELLINGS, &others.join(", "), lang);
    }
    for code in reason.caught_by() {
        let title = Explained::of(*code, lang).title;
        line(out, CAUGHT_BY, &format!("{} {title}", code.as_str()), lang);
    }
}

const WHY: Words = Words::new("Why", "为什么");
const CAUSE: Words = Words::new("What happened", "发生了什么");
const REMEDY: Words = Words::new("What to do", "怎么办");
const FIXES: Words = Words::new("Fixes", "可自动修复");
const PUSH_TYPES: Words = Words::new("Push types", "推送类型");
const PLATFORMS: Words = Words::new("Systems", "系统");
const APPLE_SAYS: Words = Words::new("Apple would answer", "Apple 会回应");
const PAGE: Words = Words::new("Apple's page", "Apple 文档");
const RETRY: Words = Words::new("Send again", "是否重发");
const TOKEN: Words = Words::new("Device token", "设备令牌");
const SPELLINGS: Words = Words::new("Also spelled", "其他写法");
const CAUGHT_BY: Words = Words::new("Caught before sending by", "发送前由此规则发现");

fn line(out: &mut String, label: Words, text: &str, lang: Lang) {
    let colon = match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    };
    let _ = writeln!(out, "{}{colon}{text}", label.get(lang));
}

const fn retry(retry: Retry) -> Words {
    match retry {
        Retry::Never => Words::new("never: the answer stays the same", "不要：结果不会改变"),
        Retry::AfterFix => Words::new("after the repair", "修复之后"),
        Retry::Later => Words::new("later, with growing pauses", "稍后，间隔逐渐加长"),
        Retry::AfterNewToken => Words::new(
            "once, with a new provider token",
            "换新的提供者令牌后重发一次",
        ),
    }
}

const fn fate(fate: TokenFate) -> Words {
    match fate {
        TokenFate::Keep => Words::new("keep it", "保留"),
        TokenFate::Dead => Words::new("forget it: it will never work again", "删除：不会再有效"),
        TokenFate::DeadIfOlder => Words::new(
            "forget it if it was registered before the answer's timestamp",
            "若注册时间早于回应中的 timestamp，则删除",
        ),
        TokenFate::WrongEnvironment => {
            Words::new("stop using it in this environment", "不要再用于此环境")
        }
        TokenFate::WrongTopic => Words::new("stop using it for this topic", "不要再用于此主题"),
    }
}

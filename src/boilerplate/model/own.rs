//! The features of a line alone.

use super::super::LineKind;
use super::super::dates::DateLine;
use super::super::shape::{Opening, Shape};
use super::maths::ln;
use super::{Sink, features};

features! {
    /// What is measured on a line without its neighbours.
    Own {
        Length, Under15, Under30, Under70, Under140, Under250, From250, Words1, Words2, Words4, Words8,
        FunctionWords, FunctionWordsByLength, Prose, FewFunctionWords, NoFunctionWords,
        Capitals, MostlyCapitals, Digits, ManyDigits, UpperCase, Punctuation,
        Sentence, Terminal, Colon, Ellipsis, Arrow, SentenceLong, SentenceShort, SentenceProse,
        SentenceEnds, NoSentenceEnd, Commas, NoComma,
        StartsLower, StartsUpper, StartsDigit, StartsQuote, StartsBullet, StartsOther,
        Separated, DoubleQuote, Headline, CapitalPhrase,
        StrongCaption, StrongByline, StrongSection, StrongNavigation, StrongLogin, StrongSubscribe, StrongShare,
        StrongRelated, StrongCommentForm, StrongCopyright, StrongSource, StrongSocial, StrongTipCall, StrongOther,
        HintCaption, HintByline, HintSection, HintNavigation, HintLogin, HintSubscribe, HintShare,
        HintRelated, HintCommentForm, HintCopyright, HintSource, HintSocial, HintTipCall, HintOther,
        AnyPhrase, SeveralKinds, PhraseShort, PhraseLong, PhraseWithoutProse, ProseWithoutPhrase,
        AnyStrong, StrongSentence, StrongLong, Covered, MostlyCovered,
        Row, Address, Price, DateNotice, DatePlain, NamesOfByline, Credit, Teaser,
        Reader, AnyReader, ReaderSentence, At, Hashtag, Link,
        TinyFragmentBare, TinyFragmentSome, TinyFragmentProse, TinySentenceBare, TinySentenceSome,
        TinySentenceProse, ShortFragmentBare, ShortFragmentSome, ShortFragmentProse, ShortSentenceBare,
        ShortSentenceSome, ShortSentenceProse, LineFragmentBare, LineFragmentSome, LineFragmentProse,
        LineSentenceBare, LineSentenceSome, LineSentenceProse, LongFragmentBare, LongFragmentSome,
        LongFragmentProse, LongSentenceBare, LongSentenceSome, LongSentenceProse, LongerFragmentBare,
        LongerFragmentSome, LongerFragmentProse, LongerSentenceBare, LongerSentenceSome, LongerSentenceProse,
        ParagraphFragmentBare, ParagraphFragmentSome, ParagraphFragmentProse, ParagraphSentenceBare,
        ParagraphSentenceSome, ParagraphSentenceProse,
        TinyFragmentLower, TinyFragmentMixed, TinyFragmentCapitals, TinySentenceLower, TinySentenceMixed,
        TinySentenceCapitals, ShortFragmentLower, ShortFragmentMixed, ShortFragmentCapitals,
        ShortSentenceLower, ShortSentenceMixed, ShortSentenceCapitals, LineFragmentLower, LineFragmentMixed,
        LineFragmentCapitals, LineSentenceLower, LineSentenceMixed, LineSentenceCapitals, LongFragmentLower,
        LongFragmentMixed, LongFragmentCapitals, LongSentenceLower, LongSentenceMixed, LongSentenceCapitals,
        LongerFragmentLower, LongerFragmentMixed, LongerFragmentCapitals, LongerSentenceLower,
        LongerSentenceMixed, LongerSentenceCapitals, ParagraphFragmentLower, ParagraphFragmentMixed,
        ParagraphFragmentCapitals, ParagraphSentenceLower, ParagraphSentenceMixed, ParagraphSentenceCapitals,
    }
}

/// The kinds that phrases have, in the order of the features.
const KINDS: [LineKind; 14] = [
    LineKind::Caption,
    LineKind::Byline,
    LineKind::Section,
    LineKind::Navigation,
    LineKind::Login,
    LineKind::Subscribe,
    LineKind::Share,
    LineKind::Related,
    LineKind::CommentForm,
    LineKind::Copyright,
    LineKind::Source,
    LineKind::Social,
    LineKind::TipCall,
    LineKind::Other,
];

/// Puts the features of a line; those that are not put are 0.
// A row a feature.
#[allow(clippy::too_many_lines)]
pub(crate) fn own(shape: &Shape, sink: &mut impl Sink) {
    let mut put = |feature: Own, value: f32| sink.put(feature as usize, value);
    let n = shape.chars as f32;
    let counted = shape.counts.chars.max(1) as f32;
    let words = shape.words.max(1) as f32;
    let sw = shape.function_words as f32 / words;
    let sentence = shape.sentence;
    let long = shape.chars >= 70;
    let any = shape.hits.kinds != 0;
    let strong = shape.strong().is_some();
    let capitals = (shape.capitals as f32 / words).min(1.0);
    let reader = shape.reader as f32 / words;
    put(Own::Length, (ln(f64::from(shape.chars) + 1.0) as f32 / 7.0).min(1.2));
    put(Own::FunctionWords, sw);
    put(Own::FunctionWordsByLength, sw * (n / 100.0).min(1.0));
    put(Own::Capitals, capitals);
    put(Own::Digits, shape.digits as f32 / counted);
    put(Own::Punctuation, shape.counts.punctuation as f32 / counted);
    put(Own::SentenceEnds, shape.counts.ends.min(5) as f32 / 5.0);
    put(Own::Commas, shape.counts.commas.min(6) as f32 / 6.0);
    put(Own::Covered, f32::from(shape.hits.covered) / 100.0);
    put(Own::Reader, reader);
    let length = match shape.chars {
        0..15 => Own::Under15,
        15..30 => Own::Under30,
        30..70 => Own::Under70,
        70..140 => Own::Under140,
        140..250 => Own::Under250,
        _ => Own::From250,
    };
    put(length, 1.0);
    let opening = match shape.opening {
        Opening::Lower => Own::StartsLower,
        Opening::Upper => Own::StartsUpper,
        Opening::Digit => Own::StartsDigit,
        Opening::Quote => Own::StartsQuote,
        Opening::Bullet => Own::StartsBullet,
        Opening::Other => Own::StartsOther,
    };
    put(opening, 1.0);
    let flags = [
        (Own::Words1, shape.words <= 1),
        (Own::Words2, shape.words <= 2),
        (Own::Words4, shape.words <= 4),
        (Own::Words8, shape.words <= 8),
        (Own::Prose, sw > 0.3 && shape.chars > 60),
        (Own::FewFunctionWords, sw < 0.15),
        (Own::NoFunctionWords, shape.function_words == 0 && shape.words >= 3),
        (Own::MostlyCapitals, capitals > 0.6),
        (Own::ManyDigits, shape.digits as f32 > 0.2 * counted),
        (Own::UpperCase, shape.counts.upper as f32 > 0.5 * counted),
        (Own::Sentence, sentence),
        (Own::Terminal, shape.terminal),
        (Own::Colon, shape.colon),
        (Own::Ellipsis, shape.ellipsis),
        (Own::Arrow, shape.arrow),
        (Own::SentenceLong, sentence && long),
        (Own::SentenceShort, sentence && shape.chars < 40),
        (Own::SentenceProse, sentence && sw > 0.25),
        (Own::NoSentenceEnd, shape.counts.ends == 0),
        (Own::NoComma, shape.counts.commas == 0),
        (Own::Separated, shape.separated),
        (Own::DoubleQuote, shape.counts.quotes > 0),
        (Own::Headline, !sentence && (40..140).contains(&shape.chars) && sw >= 0.15 && !any),
        (Own::CapitalPhrase, !sentence && shape.chars < 60 && capitals > 0.6 && shape.words >= 2),
        (Own::AnyPhrase, any),
        (Own::SeveralKinds, shape.hits.kinds.count_ones() > 1),
        (Own::PhraseShort, any && shape.chars < 60),
        (Own::PhraseLong, any && shape.chars >= 140),
        (Own::PhraseWithoutProse, any && sw < 0.2),
        (Own::ProseWithoutPhrase, !any && long && sw > 0.3),
        (Own::AnyStrong, strong),
        (Own::StrongSentence, strong && sentence && long),
        (Own::StrongLong, strong && shape.chars >= 140),
        (Own::MostlyCovered, shape.hits.covered >= 80),
        (Own::Row, shape.row),
        (Own::Address, shape.address),
        (Own::Price, shape.price),
        (Own::DateNotice, shape.date == DateLine::Notice),
        (Own::DatePlain, shape.date == DateLine::Plain),
        (Own::NamesOfByline, shape.byline),
        (Own::Credit, shape.credit.is_some()),
        (Own::Teaser, shape.teaser),
        (Own::AnyReader, shape.reader > 0),
        (Own::ReaderSentence, sentence && reader > 0.07),
        (Own::At, shape.counts.at),
        (Own::Hashtag, shape.counts.hash),
        (Own::Link, shape.counts.link),
    ];
    for (feature, _) in flags.into_iter().filter(|(_, on)| *on) {
        put(feature, 1.0);
    }
    // One of the cells of length, end and function words, and of length, end and capitals.
    let row = 2 * shape.length_class() + usize::from(sentence);
    let prose = usize::from(sw >= 0.15) + usize::from(sw > 0.3);
    sink.put(Own::TinyFragmentBare as usize + 3 * row + prose, 1.0);
    sink.put(Own::TinyFragmentLower as usize + 3 * row + shape.capital_class(), 1.0);
    if any {
        for (nth, kind) in KINDS.into_iter().enumerate() {
            if shape.hits.strong_kinds & kind.bit() != 0 {
                sink.put(Own::StrongCaption as usize + nth, 1.0);
            } else if shape.hits.has(kind) {
                sink.put(Own::HintCaption as usize + nth, 1.0);
            }
        }
    }
}

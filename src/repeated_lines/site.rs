//! From a site, a domain or a URL to the registered domain.

use std::borrow::Cow;

/// Second levels under which names are registered, by top level: facts of the Public Suffix List (<https://publicsuffix.org>, section
/// ICANN), for the countries where English, French and Spanish news is made and some others.
const SECOND_LEVELS: &[(&str, &str)] = &[
    ("ae", "ac co gov net org"),
    ("ar", "com edu gob gov int mil net org"),
    ("au", "asn com edu gov id net org"),
    ("bd", "com edu gov net org"),
    ("bo", "com edu gob int net org tv web"),
    ("br", "com edu gov jus leg net org"),
    ("cl", "co gob gov"),
    ("cm", "co com gov net"),
    ("cn", "ac com edu gov net org"),
    ("co", "com edu gov mil net nom org"),
    ("cr", "ac co ed fi go or sa"),
    ("cu", "com edu gob inf net org"),
    ("do", "art com edu gob gov net org web"),
    ("dz", "asso com edu gov net org pol"),
    ("ec", "com edu fin gob gov info med net org pro"),
    ("eg", "com edu eun gov name net org sci"),
    ("es", "com edu gob nom org"),
    ("fr", "asso com gouv nom prd tm"),
    ("gh", "com edu gov org"),
    ("gt", "com edu gob ind net org"),
    ("hk", "com edu gov idv net org"),
    ("hn", "com edu gob net org"),
    ("id", "ac co go net or web"),
    ("ie", "gov"),
    ("il", "ac co gov muni net org"),
    ("in", "ac co edu firm gen gov ind net nic org res"),
    ("it", "edu gov"),
    ("jp", "ac ad co ed go gr lg ne or"),
    ("ke", "ac co go info me ne or sc"),
    ("kr", "ac co go ne or pe re"),
    ("lb", "com edu gov net org"),
    ("ma", "ac co gov net org press"),
    ("mx", "com edu gob net org"),
    ("my", "com edu gov net org"),
    ("ng", "com edu gov net org"),
    ("ni", "ac co com edu gob in info int net nom org web"),
    ("nz", "ac co geek gen govt health iwi net org school"),
    ("pa", "com edu gob net org sld"),
    ("pe", "com edu gob net nom org"),
    ("ph", "com edu gov net org"),
    ("pk", "com edu gob gov net org"),
    ("pl", "com edu gov info net org"),
    ("pt", "com edu gov int net org publ"),
    ("py", "com coop edu gov mil net org"),
    ("sa", "com edu gov med net org pub"),
    ("sg", "com edu gov net org"),
    ("sn", "art com edu gouv org univ"),
    ("sv", "com edu gob org red"),
    ("tn", "com ens fin gov ind info intl mincom nat net org perso"),
    ("tr", "av bel com edu gen gov info net org tv web"),
    ("tw", "com edu gov idv net org"),
    ("uk", "ac co gov ltd me net nhs org plc police sch"),
    ("uy", "com edu gub net org"),
    ("ve", "co com edu gob gov info net org web"),
    ("za", "ac co gov net nom org web"),
];

/// The registered domain of a site, a domain or a URL; what has no dot is a name, and folded as it is. Empty when nothing is left.
///
/// ```
/// use unisono::repeated_lines::registered_domain;
/// assert_eq!(registered_domain("https://www.News.example.co.uk:8080/a?b#c"), "example.co.uk");
/// assert_eq!(registered_domain("amp.example.com"), "example.com");
/// assert_eq!(registered_domain("El Diario "), "el diario");
/// ```
pub fn registered_domain(site: &str) -> Cow<'_, str> {
    let site = site.trim();
    let (url, rest) = match site.split_once("://") {
        Some((_, rest)) => (true, rest),
        None => (false, site.strip_prefix("//").unwrap_or(site)),
    };
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = if url { host.rsplit('@').next().unwrap_or_default() } else { host };
    let host = host.trim().trim_end_matches('.');
    // An IPv6 address in brackets has colons of its own; one without has more than one.
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.ends_with(':') => {
            name.trim_end_matches('.')
        }
        _ => host,
    };
    let host: Cow<'_, str> = if host.chars().any(char::is_uppercase) {
        Cow::Owned(host.to_lowercase())
    } else {
        Cow::Borrowed(host)
    };
    let start = start(&host);
    match host {
        Cow::Borrowed(host) => Cow::Borrowed(host.get(start..).unwrap_or_default()),
        Cow::Owned(mut host) => {
            host.drain(..start);
            Cow::Owned(host)
        }
    }
}

/// Where the registered domain begins in a host.
fn start(host: &str) -> usize {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let (Some(last), second) = (dots.next(), dots.next()) else { return 0 };
    let top = host.get(last + 1..).unwrap_or_default();
    let Some(second) = second else { return 0 };
    // The last number of an IPv4 address is no top level.
    if top.bytes().all(|b| b.is_ascii_digit()) || host.starts_with('[') {
        return 0;
    }
    let label = host.get(second + 1..last).unwrap_or_default();
    let registry = SECOND_LEVELS
        .iter()
        .any(|(country, levels)| *country == top && levels.split(' ').any(|level| level == label));
    if registry { dots.next().map_or(0, |third| third + 1) } else { second + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_domains_and_urls_of_one_publisher_are_one_site() {
        for (site, domain) in [
            ("www.example.fr", "example.fr"),
            ("http://user:pw@m.example.com.mx/x@y", "example.com.mx"),
            ("//cdn.example.gouv.fr", "example.gouv.fr"),
            ("EXAMPLE.GOB.ES.", "example.gob.es"),
            ("co.uk", "co.uk"),
            ("http://192.0.2.7:80/a", "192.0.2.7"),
            ("http://[2001:db8::1]/a", "[2001:db8::1]"),
            ("localhost:8080", "localhost"),
            ("a.b.example.co", "example.co"),
            ("", ""),
            ("  ", ""),
            ("...", ""),
            ("Name \\", "name"),
            ("https://", ""),
        ] {
            assert_eq!(registered_domain(site), domain, "{site}");
        }
    }

    #[test]
    fn the_list_can_be_searched_by_eye() {
        assert!(SECOND_LEVELS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(SECOND_LEVELS.iter().all(|(_, levels)| levels.split(' ').is_sorted_by(|a, b| a < b)));
    }
}

//! Which sources stand for which class of the model.

/// A language with sentences, words or a help of its own: class, code of the sentences, of the words, of the help, of the
/// declaration, of the interface.
pub(crate) struct Named {
    pub(crate) class: usize,
    pub(crate) sentences: &'static [&'static str],
    pub(crate) words: &'static [&'static str],
    pub(crate) help: &'static [&'static str],
    pub(crate) udhr: &'static [&'static str],
    pub(crate) interface: &'static [&'static str],
}

const NORDIC: usize = 10;
const SLAVIC: usize = 11;
const URALIC_TURKIC_BALTIC: usize = 12;
const AFRICAN: usize = 13;
const AUSTRONESIAN: usize = 14;
/// Every other language in Latin script.
pub(crate) const OTHER: usize = 15;

/// How often each class is drawn, in a thousand.
pub(crate) const WEIGHTS: [u32; 16] = [190, 180, 190, 60, 45, 120, 130, 45, 35, 30, 30, 25, 35, 20, 20, 50];

const fn named(
    class: usize,
    sentences: &'static [&'static str],
    words: &'static [&'static str],
    help: &'static [&'static str],
    udhr: &'static [&'static str],
    interface: &'static [&'static str],
) -> Named {
    Named { class, sentences, words, help, udhr, interface }
}

pub(crate) const NAMED: &[Named] = &[
    named(0, &["en"], &["eng"], &["en-us"], &["eng"], &["en-gb"]),
    named(1, &["fr"], &["fra"], &["fr"], &["fra"], &["fr"]),
    named(2, &["es"], &["spa"], &["es"], &["spa"], &["es-es", "es-mx"]),
    named(
        3,
        &["pt"],
        &["por"],
        &["pt", "pt-br"],
        &["por_BR", "por_PT", "por_br", "por_pt", "por"],
        &["pt-pt", "pt-br"],
    ),
    named(4, &["it"], &["ita"], &["it"], &["ita"], &["it"]),
    named(5, &["ca"], &["cat"], &["ca"], &["cat"], &["ca", "ca-valencia"]),
    named(6, &[], &["glg"], &["gl"], &["glg"], &["gl"]),
    named(7, &["ro"], &["ron"], &[], &["ron_1953", "ron_1993", "ron_2006", "ron"], &["ro"]),
    named(8, &["de"], &["deu"], &["de"], &["deu_1901", "deu_1996", "deu"], &["de"]),
    named(9, &["nl"], &["nld"], &["nl"], &["nld"], &["nl"]),
    named(NORDIC, &["sv"], &["swe"], &["sv"], &["swe"], &["sv-se"]),
    named(NORDIC, &["da"], &["dan"], &["da"], &["dan"], &["da"]),
    named(NORDIC, &["nb", "nn"], &["nor"], &[], &["nob", "nno"], &["nb-no", "nn-no"]),
    named(NORDIC, &["is"], &["isl", "fao"], &[], &["isl", "fao"], &["is"]),
    named(SLAVIC, &["pl"], &["pol"], &["pl"], &["pol"], &["pl", "szl", "hsb"]),
    named(SLAVIC, &["cs"], &["ces"], &["cs"], &["ces"], &["cs"]),
    named(SLAVIC, &["sk"], &["slk"], &[], &["slk"], &["sk"]),
    named(SLAVIC, &["sl"], &["slv"], &["sl"], &["slv"], &["sl"]),
    named(
        SLAVIC,
        &["hr", "bs"],
        &["hrv", "bos", "srp_latn"],
        &[],
        &["hrv", "bos_latn", "srp_latn", "cnr_latn"],
        &["hr", "bs"],
    ),
    named(URALIC_TURKIC_BALTIC, &["fi"], &["fin"], &["fi"], &["fin", "krl", "olo", "vep"], &["fi"]),
    named(URALIC_TURKIC_BALTIC, &["et"], &["est"], &[], &["est"], &["et"]),
    named(URALIC_TURKIC_BALTIC, &["hu"], &["hun"], &["hu"], &["hun"], &["hu"]),
    named(URALIC_TURKIC_BALTIC, &["tr"], &["tur"], &["tr"], &["tur"], &["tr"]),
    named(
        URALIC_TURKIC_BALTIC,
        &["az"],
        &["aze", "uzb"],
        &[],
        &["azj_latn", "uzn_latn", "tuk_latn", "kmr"],
        &["az", "uz"],
    ),
    named(URALIC_TURKIC_BALTIC, &["lv"], &["lav"], &[], &["lav"], &["lv"]),
    named(URALIC_TURKIC_BALTIC, &["lt"], &["lit"], &[], &["lit"], &["lt"]),
    named(URALIC_TURKIC_BALTIC, &["sq"], &["sqi"], &[], &["als", "aln"], &["sq"]),
    named(URALIC_TURKIC_BALTIC, &["eu"], &["eus"], &["eu"], &["eus"], &["eu"]),
    named(AFRICAN, &["sw"], &["swa"], &[], &["swh"], &[]),
    named(AFRICAN, &["so"], &[], &[], &["som"], &[]),
    named(AFRICAN, &["zu", "xh"], &[], &[], &["zul", "xho", "ssw", "nbl"], &["xh"]),
    named(
        AFRICAN,
        &["sn", "lg"],
        &[],
        &[],
        &["sna", "lug", "nya_chechewa", "kin", "run", "bem", "lin", "kng", "ndo"],
        &[],
    ),
    named(AFRICAN, &["st", "tn", "ts"], &[], &[], &["sot", "tsn", "tso_MZ", "nso", "ven"], &[]),
    named(
        AFRICAN,
        &["yo"],
        &["yor"],
        &[],
        &["yor", "ibo", "hau_NE", "hau_NG", "hau", "wol", "ewe", "fuf", "gaa", "bam", "fon", "gaz"],
        &["ff"],
    ),
    named(AUSTRONESIAN, &["id", "ms"], &["ind", "msa"], &["id"], &["ind", "zlm_latn", "zlm"], &["id", "ms"]),
    named(AUSTRONESIAN, &[], &["jav", "sun"], &[], &["jav", "sun", "ban", "mad", "min", "ace", "bug"], &[]),
    named(
        AUSTRONESIAN,
        &["tl"],
        &["fil", "ceb"],
        &[],
        &["tgl", "ceb", "ilo", "hil", "war", "bcl", "pam"],
        &["tl"],
    ),
    named(
        AUSTRONESIAN,
        &["mi"],
        &["mri", "ton"],
        &[],
        &["mri", "smo", "ton", "haw", "tah", "fij", "rar", "plt"],
        &[],
    ),
    named(AUSTRONESIAN, &["vi"], &["vie"], &["vi"], &["vie"], &["vi"]),
    named(OTHER, &["ga"], &["gle", "gla"], &[], &["gle", "gla", "glv"], &["ga-ie", "gd"]),
    named(OTHER, &["cy"], &["cym", "bre"], &[], &["cym", "bre"], &["cy", "br"]),
    named(OTHER, &["af"], &["afr", "fry"], &[], &["afr", "fry", "nds", "vls", "lim"], &["af", "fy-nl"]),
    named(OTHER, &[], &["ltz"], &[], &["ltz"], &[]),
    named(OTHER, &["eo"], &["epo"], &[], &["epo", "ido", "ina"], &["eo"]),
    named(OTHER, &["la"], &["lat"], &[], &["lat", "lat_1"], &[]),
    named(
        OTHER,
        &[],
        &["oci"],
        &[],
        &["oci_1", "oci_2", "oci_3", "oci_4", "prv", "lnc", "auv", "oci", "arg"],
        &["oc", "an"],
    ),
    named(OTHER, &[], &["hat"], &[], &["hat_popular", "hat_kreyol", "gcf", "acf", "mfe", "lou"], &[]),
    named(
        OTHER,
        &[],
        &["cos"],
        &[],
        &["cos", "srd", "fur", "vec", "lij", "roh", "lld", "scn", "src"],
        &["sc", "fur", "lij", "rm"],
    ),
    named(OTHER, &[], &["mlt"], &[], &["mlt"], &[]),
    named(OTHER, &[], &["que"], &[], &["quz", "quy", "ayr", "gug"], &["gn"]),
    named(OTHER, &[], &[], &[], &["ast", "ext", "mwl", "cbk", "pap", "lad"], &["ast"]),
    named(OTHER, &[], &[], &[], &["sco", "pcm", "tpi", "bis", "srn", "jam", "kri", "pis"], &[]),
    named(AFRICAN, &[], &[], &[], &["kab"], &["kab"]),
];

/// Languages whose word frequencies are known.
pub(crate) const FREQUENCIES: [(&str, &str); 9] = [
    ("eng", "en"),
    ("fra", "fr"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("deu", "de"),
    ("nld", "nl"),
    ("eus", "eu"),
    ("lav", "lv"),
];

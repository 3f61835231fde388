//! Which sources stand for which class of the model.

/// A language with sentences, words or a help of its own: class, code of the sentences, of the words, of the help.
pub(crate) struct Named {
    pub(crate) class: usize,
    pub(crate) sentences: &'static [&'static str],
    pub(crate) words: &'static [&'static str],
    pub(crate) help: &'static [&'static str],
    pub(crate) udhr: &'static [&'static str],
}

const NORDIC: usize = 10;
const SLAVIC: usize = 11;
const URALIC_TURKIC_BALTIC: usize = 12;
const AFRICAN: usize = 13;
const AUSTRONESIAN: usize = 14;
/// Every other language in Latin script.
pub(crate) const OTHER: usize = 15;

/// How often each class is drawn, in a thousand.
pub(crate) const WEIGHTS: [u32; 16] = [190, 180, 190, 60, 45, 75, 135, 35, 35, 30, 30, 25, 35, 20, 20, 50];

const fn named(
    class: usize,
    sentences: &'static [&'static str],
    words: &'static [&'static str],
    help: &'static [&'static str],
    udhr: &'static [&'static str],
) -> Named {
    Named { class, sentences, words, help, udhr }
}

pub(crate) const NAMED: &[Named] = &[
    named(0, &["en"], &["eng"], &["en-us"], &["eng"]),
    named(1, &["fr"], &["fra"], &["fr"], &["fra"]),
    named(2, &["es"], &["spa"], &["es"], &["spa"]),
    named(3, &["pt"], &["por"], &["pt", "pt-br"], &["por_BR", "por_PT", "por_br", "por_pt", "por"]),
    named(4, &["it"], &["ita"], &["it"], &["ita"]),
    named(5, &["ca"], &["cat"], &["ca"], &["cat"]),
    named(6, &[], &["glg"], &["gl"], &["glg"]),
    named(7, &["ro"], &["ron"], &[], &["ron_1953", "ron_1993", "ron_2006", "ron"]),
    named(8, &["de"], &["deu"], &["de"], &["deu_1901", "deu_1996", "deu"]),
    named(9, &["nl"], &["nld"], &["nl"], &["nld"]),
    named(NORDIC, &["sv"], &["swe"], &["sv"], &["swe"]),
    named(NORDIC, &["da"], &["dan"], &["da"], &["dan"]),
    named(NORDIC, &["nb", "nn"], &["nor"], &[], &["nob", "nno"]),
    named(NORDIC, &["is"], &["isl", "fao"], &[], &["isl", "fao"]),
    named(SLAVIC, &["pl"], &["pol"], &["pl"], &["pol"]),
    named(SLAVIC, &["cs"], &["ces"], &["cs"], &["ces"]),
    named(SLAVIC, &["sk"], &["slk"], &[], &["slk"]),
    named(SLAVIC, &["sl"], &["slv"], &["sl"], &["slv"]),
    named(
        SLAVIC,
        &["hr", "bs"],
        &["hrv", "bos", "srp_latn"],
        &[],
        &["hrv", "bos_latn", "srp_latn", "cnr_latn"],
    ),
    named(URALIC_TURKIC_BALTIC, &["fi"], &["fin"], &["fi"], &["fin", "krl", "olo", "vep"]),
    named(URALIC_TURKIC_BALTIC, &["et"], &["est"], &[], &["est"]),
    named(URALIC_TURKIC_BALTIC, &["hu"], &["hun"], &["hu"], &["hun"]),
    named(URALIC_TURKIC_BALTIC, &["tr"], &["tur"], &["tr"], &["tur"]),
    named(URALIC_TURKIC_BALTIC, &["az"], &["aze", "uzb"], &[], &["azj_latn", "uzn_latn", "tuk_latn", "kmr"]),
    named(URALIC_TURKIC_BALTIC, &["lv"], &["lav"], &[], &["lav"]),
    named(URALIC_TURKIC_BALTIC, &["lt"], &["lit"], &[], &["lit"]),
    named(URALIC_TURKIC_BALTIC, &["sq"], &["sqi"], &[], &["als", "aln"]),
    named(URALIC_TURKIC_BALTIC, &["eu"], &["eus"], &["eu"], &["eus"]),
    named(AFRICAN, &["sw"], &["swa"], &[], &["swh"]),
    named(AFRICAN, &["so"], &[], &[], &["som"]),
    named(AFRICAN, &["zu", "xh"], &[], &[], &["zul", "xho", "ssw", "nbl"]),
    named(
        AFRICAN,
        &["sn", "lg"],
        &[],
        &[],
        &["sna", "lug", "nya_chechewa", "kin", "run", "bem", "lin", "kng", "ndo"],
    ),
    named(AFRICAN, &["st", "tn", "ts"], &[], &[], &["sot", "tsn", "tso_MZ", "nso", "ven"]),
    named(
        AFRICAN,
        &["yo"],
        &["yor"],
        &[],
        &["yor", "ibo", "hau_NE", "hau_NG", "hau", "wol", "ewe", "fuf", "gaa", "bam", "fon", "gaz"],
    ),
    named(AUSTRONESIAN, &["id", "ms"], &["ind", "msa"], &["id"], &["ind", "zlm_latn", "zlm"]),
    named(AUSTRONESIAN, &[], &["jav", "sun"], &[], &["jav", "sun", "ban", "mad", "min", "ace", "bug"]),
    named(AUSTRONESIAN, &["tl"], &["fil", "ceb"], &[], &["tgl", "ceb", "ilo", "hil", "war", "bcl", "pam"]),
    named(
        AUSTRONESIAN,
        &["mi"],
        &["mri", "ton"],
        &[],
        &["mri", "smo", "ton", "haw", "tah", "fij", "rar", "plt"],
    ),
    named(AUSTRONESIAN, &["vi"], &["vie"], &["vi"], &["vie"]),
    named(OTHER, &["ga"], &["gle", "gla"], &[], &["gle", "gla", "glv"]),
    named(OTHER, &["cy"], &["cym", "bre"], &[], &["cym", "bre"]),
    named(OTHER, &["af"], &["afr", "fry"], &[], &["afr", "fry", "nds", "vls", "lim"]),
    named(OTHER, &[], &["ltz"], &[], &["ltz"]),
    named(OTHER, &["eo"], &["epo"], &[], &["epo", "ido", "ina"]),
    named(OTHER, &["la"], &["lat"], &[], &["lat", "lat_1"]),
    named(
        OTHER,
        &[],
        &["oci"],
        &[],
        &["oci_1", "oci_2", "oci_3", "oci_4", "prv", "lnc", "auv", "oci", "arg"],
    ),
    named(OTHER, &[], &["hat"], &[], &["hat_popular", "hat_kreyol", "gcf", "acf", "mfe", "lou"]),
    named(OTHER, &[], &["cos"], &[], &["cos", "srd", "fur", "vec", "lij", "roh", "lld", "scn", "src"]),
    named(OTHER, &[], &["mlt"], &[], &["mlt"]),
    named(OTHER, &[], &["que"], &[], &["quz", "quy", "ayr", "gug"]),
    named(OTHER, &[], &[], &[], &["ast", "ext", "mwl", "cbk", "pap", "lad"]),
    named(OTHER, &[], &[], &[], &["sco", "pcm", "tpi", "bis", "srn", "jam", "kri", "pis"]),
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

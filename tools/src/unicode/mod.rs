//! `dictionaries/unicode/entities.tsv`: the named character references of HTML.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The list as the crate htmlize 1.1.0 carries it.
const SHA256: &str = "d741d877ac77c4194c4ad526b5b4a19aef8dfe411ab840a466891cdbb9f362e6";

pub(crate) fn run(options: &[&str]) -> Result<String, String> {
    let ["--entities", path] = options else { return Err(crate::USAGE.to_owned()) };
    let json = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let digest: String = Sha256::digest(&json).iter().map(|byte| format!("{byte:02x}")).collect();
    if digest != SHA256 {
        return Err(format!("{path}: its SHA-256 is {digest}, not {SHA256}"));
    }
    let out = "dictionaries/unicode/entities.tsv";
    let table = table(&json)?;
    std::fs::write(out, &table).map_err(|error| format!("{out}: {error}"))?;
    Ok(format!("{out}: {} names", table.lines().filter(|line| !line.starts_with('#')).count()))
}

fn table(json: &[u8]) -> Result<String, String> {
    let list: serde_json::Value = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    let list = list.as_object().ok_or("the list is no object")?;
    let mut names: BTreeMap<&str, (String, bool)> = BTreeMap::new();
    for (name, entity) in list {
        let name = name.strip_prefix('&').ok_or_else(|| format!("{name} has no ampersand"))?;
        let points = entity["codepoints"].as_array().ok_or_else(|| format!("{name} has no code points"))?;
        let points: Vec<String> =
            points.iter().map(|point| format!("{:X}", point.as_u64().unwrap_or_default())).collect();
        let row = names.entry(name.trim_end_matches(';')).or_default();
        row.0 = points.join(" ");
        row.1 |= !name.ends_with(';');
    }
    let mut table = HEADER.to_owned();
    for (name, (points, bare)) in names {
        let _ = writeln!(table, "{name}\t{points}{}", if bare { "\t*" } else { "" });
    }
    Ok(table)
}

const HEADER: &str = "\
# The named character references of HTML: name, code points, * where the semicolon may be left out. Sorted by bytes.
# origin: entities.json of the HTML Standard, as the crate htmlize 1.1.0 carries it
# licence: BSD-3-Clause, Copyright (c) WHATWG (Apple, Google, Mozilla, Microsoft)
# command: cargo run -p unisono-tools -- unicode --entities FOLDER_OF_HTMLIZE/entities.json
#
# Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
# following conditions are met: 1. Redistributions of source code must retain the above copyright notice, this list of
# conditions and the following disclaimer. 2. Redistributions in binary form must reproduce the above copyright notice,
# this list of conditions and the following disclaimer in the documentation and/or other materials provided with the
# distribution. 3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or
# promote products derived from this software without specific prior written permission.
# THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS \"AS IS\" AND ANY EXPRESS OR IMPLIED WARRANTIES,
# INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
# DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
# SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
# SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
# WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
# OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
";

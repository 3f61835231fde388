#!/bin/bash
# Fetches the sources of dictionaries/lexicon/words.bin with ordinary package clients.
# usage: sources.sh FOLDER      needs: pip, apt-get (Debian 12), unzip, tesseract-ocr (combine_tessdata, dawg2wordlist)
set -euo pipefail
mkdir -p "$1"; cd "$1"
export LC_ALL=C

# Words, with their capitals: the dictionaries of tesseract's models, Apache-2.0.
for code in eng fra spa; do
    apt-get download "tesseract-ocr-$code=1:4.1.0-2" > /dev/null
    dpkg -x "tesseract-ocr-$code"_*.deb tesseract
    combine_tessdata -u "tesseract/usr/share/tesseract-ocr/5/tessdata/$code.traineddata" unpacked. > /dev/null 2>&1
    dawg2wordlist unpacked.lstm-unicharset unpacked.lstm-word-dawg "words-$code.txt" > /dev/null 2>&1
    rm -f unpacked.*
done

# Probabilities of words, with their capitals: spacy-lookups-data, MIT. It has none for French.
pip download --quiet --no-deps spacy-lookups-data==1.0.5
for code in en es; do
    unzip -p spacy_lookups_data-1.0.5-*.whl "spacy_lookups_data/data/${code}_lexeme_prob.json.gz" | gunzip > "probabilities-$code.json"
done

# Counts of words: pyspellchecker, MIT.
pip download --quiet --no-deps pyspellchecker==0.9.1
for code in en es fr; do
    unzip -p pyspellchecker-0.9.1-*.whl "spellchecker/resources/$code.json.gz" | gunzip > "counts-$code.json"
done

rm -rf tesseract ./*.deb ./*.whl
sha256sum ./*.txt ./*.json | sed 's, \./, ,'

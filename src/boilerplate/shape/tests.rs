use super::*;

fn shape(line: &str) -> Shape {
    Gauge::default().measure(line, 0..line.len(), Language::UND)
}

#[test]
fn knows_prices_and_durations() {
    for line in ["60 DH", "9,99 €", "1 mois", "$1 per week", "3 months for £6"] {
        assert!(shape(line).price, "{line}");
    }
    for line in ["60 ships", "1 mois de prison", "2021", "€3 billion"] {
        assert!(!shape(line).price, "{line}");
    }
}

#[test]
fn knows_a_byline_from_a_sentence() {
    assert!(shape("By Jane Doe").byline);
    assert!(shape("Par Jeanne Dupont et Ali Ben Salem").byline);
    assert!(!shape("By Monday the strait had closed").byline);
    assert!(!shape("Par").byline);
}

#[test]
fn knows_a_credit() {
    assert!(shape("The minister in Lima on Tuesday (AFP)").credit.is_some());
    assert!(shape("Le port de Tanger (Photo : A. Martin)").credit.is_some());
    assert!(shape("The port at dawn © A. Martin/Getty").credit.is_some());
    assert!(shape("The quay at noon. Foto: Ana Ruiz.").credit.is_some());
    assert!(shape("Ana Ruiz/Getty Images").credit.is_some());
    assert!(shape("The minister left Lima. (Photo: A. Martin)").credit.is_some());
    assert!(shape("The minister left Lima. (AFP)").credit.is_none());
    assert!(shape("He had one wish: to see the image again").credit.is_none());
    assert!(shape("The Union (EU)").credit.is_none());
}

#[test]
fn a_paragraph_is_solid() {
    assert!(
        shape("The minister said on Monday that the port would be open to all of the ships again.").solid()
    );
    assert!(!shape("Ports, ships, trade").solid());
}

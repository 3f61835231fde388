use super::repair;

#[test]
fn first() {
    assert_eq!(repair("cafÃ© d√©j√†, lâ€™Ã©tÃ©"), "café déjà, l’été");
}

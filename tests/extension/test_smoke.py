from __future__ import annotations


def test_page(project):
    project.write(
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n",
        m_ini="[driver.a]\ntitle=A\n[operation.x]\ntitle=X\ndriver.a=complete\n",
    )
    built = project.build()
    assert built.warnings == ""
    assert built.page().select_one("table.support-matrix-summary tbody th[scope=row]").text == "X"
